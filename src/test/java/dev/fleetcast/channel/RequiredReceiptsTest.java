package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that require receipts, from the publisher's and the devices' view. */
@QuarkusTest
class RequiredReceiptsTest {

    private static final Duration LONGER_THAN_ALL_ATTEMPTS = Duration.ofSeconds(10);

    private final ChannelApi channel = ChannelApi.fresh();
    private Api publisher;

    @BeforeEach
    void logIn() {
        publisher = Api.login("publisher");
    }

    @Test
    void eventIsSentAgainOnlyToDevicesThatDoNotConfirm() {
        try (RawSseClient obedient = follow("obedient");
                RawSseClient silent = follow("silent")) {
            awaitPresent("obedient", "silent");

            channel.tryPush(required("order", "PT1S", 2));
            String id = obedient.await("order").id();
            silent.await("order");
            channel.confirm("obedient", id, "done");
            assertThat(states("order")).isEqualTo(Map.of("obedient", "confirmed", "silent", "pending"));
            assertThat(silent.await("order").id()).isEqualTo(id);
            assertThat(silent.await("order").id()).isEqualTo(id);
            channel.push("end");
            silent.await("end");
            obedient.await("end");

            assertThat(states("order")).isEqualTo(Map.of("obedient", "confirmed", "silent", "overdue"));
            assertThat(obedient.data()).containsExactly("order", "end");
            assertThat(silent.data()).containsExactly("order", "order", "order", "end");
        }
    }

    @Test
    void confirmationAfterTheDeadlineCountsAndEndsTheWaiting() {
        try (RawSseClient late = follow("late")) {
            awaitPresent("late");
            channel.tryPush(required("order", "PT0.5S", 0));
            late.await("order");
            Awaitility.await()
                    .atMost(LONGER_THAN_ALL_ATTEMPTS)
                    .untilAsserted(() -> assertThat(states("order")).isEqualTo(Map.of("late", "overdue")));

            assertThat(channel.confirm("late", "order", "at last").statusCode()).isEqualTo(204);

            JsonNode receipt = channel.receipts("order", publisher).get("late");
            assertThat(receipt.get("state").asText()).isEqualTo("confirmed");
            assertThat(receipt.get("status").asText()).isEqualTo("at last");
        }
    }

    @Test
    void deviceThatComesBeforeTheDeadlineIsExpectedAndOneThatComesAfterItIsNot() {
        channel.tryPush(required("order", "PT3S", 0));
        try (RawSseClient inTime = follow("in-time")) {
            inTime.await("order");
            Awaitility.await()
                    .atMost(LONGER_THAN_ALL_ATTEMPTS)
                    .untilAsserted(() -> assertThat(states("order")).isEqualTo(Map.of("in-time", "overdue")));

            try (RawSseClient tooLate = follow("too-late")) {
                tooLate.await("order");
                awaitPresent("in-time", "too-late");

                assertThat(states("order")).isEqualTo(Map.of("in-time", "overdue"));
            }
        }
    }

    @Test
    void redeliveredEventDoesNotTakeTheClientBack() {
        try (RawSseClient feed = follow("silent")) {
            awaitPresent("silent");
            channel.tryPush(required("order", "PT0.5S", 1));
            feed.await("order");
            channel.push("between", "between");
            feed.await("order");

            // A block without data updates the last event id of the browser's EventSource without an event for the
            // page.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(feed.lastEventId()).isEqualTo("between"));
            try (RawSseClient back = channel.follow("?device=silent", "Last-Event-ID", feed.lastEventId())) {
                channel.push("end");
                back.await("end");

                assertThat(back.events())
                        .extracting(SseParser.Event::data)
                        .filteredOn(data -> !data.equals("order"))
                        .containsExactly("end");
            }
        }
    }

    @Test
    void eventThatRequiresNothingIsNeverOverdueAndComesOnce() {
        try (RawSseClient feed = follow("one")) {
            awaitPresent("one");
            channel.push("plain", "plain");
            feed.await("plain");

            assertThat(states("plain")).isEqualTo(Map.of("one", "pending"));
            channel.confirm("one", "plain", "ok");
            assertThat(states("plain")).isEqualTo(Map.of("one", "confirmed"));
        }
    }

    @Test
    void receiptOfAnUnexpectedDeviceIsRecorded() {
        channel.tryPush(required("order", "PT20S", 0));

        assertThat(channel.confirm("elsewhere", "order", "seen").statusCode()).isEqualTo(204);

        assertThat(states("order")).isEqualTo(Map.of("elsewhere", "confirmed"));
    }

    private RawSseClient follow(String device) {
        return channel.follow("", "device", device);
    }

    /** Presence reaches all replicas shortly after the connection opens. */
    private void awaitPresent(String... devices) {
        Api admin = Api.login("admin");
        Awaitility.await()
                .untilAsserted(() -> assertThat(channel.devices(admin).fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder(devices));
    }

    private Map<String, String> states(String id) {
        return channel.receipts(id, publisher).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().get("state").asText()));
    }

    private static Consumer<ObjectNode> required(String id, String timeout, int attempts) {
        return event -> event.put("id", id)
                .put("data", id)
                .putObject("receipt")
                .put("required", true)
                .put("timeout", timeout)
                .put("max_attempts", attempts);
    }
}
