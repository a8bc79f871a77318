package dev.fleetcast.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseParser.Event;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Redelivery of events that require receipts. */
@QuarkusTest
class RedeliveryTest {

    private final String channel = "CHANNEL_R" + RegistryFixture.number();

    @Test
    void eventIsSentAgainToDevicesThatHaveNotConfirmedIt() {
        try (DeviceFeed silent = follow("silent");
                DeviceFeed good = follow("good");
                DeviceFeed anonymous = DeviceFeed.follow(Api.base() + "/feed/" + channel)) {
            push("one", "\"receipt\":{\"required\":true,\"timeout\":\"PT3S\",\"max_attempts\":2}");
            good.await("one");
            confirm("good", "one");

            Event first = silent.await("one");
            Event second = silent.await("one");
            Event third = silent.await("one");

            assertThat(List.of(second, third)).containsOnly(first);
            push("two", "\"comment\":\"no receipt\"");
            silent.await("two");
            good.await("two");
            anonymous.await("two");
            assertThat(silent.data()).containsExactly("one", "one", "one", "two");
            assertThat(good.data()).containsExactly("one", "two");
            assertThat(anonymous.data()).containsExactly("one", "two");
        }
    }

    @Test
    void eventIsNotSentAgainOnceItIsConfirmed() {
        try (DeviceFeed late = follow("late")) {
            push("one", "\"receipt\":{\"required\":true,\"timeout\":\"PT3S\",\"max_attempts\":3}");
            push("other", "\"receipt\":{\"required\":true,\"timeout\":\"PT3S\",\"max_attempts\":3}");
            late.await("one");
            late.await("one");

            confirm("late", "one");

            await().atMost(Duration.ofSeconds(40)).until(() -> Collections.frequency(late.data(), "other") == 4);
            assertThat(Collections.frequency(late.data(), "one")).isEqualTo(2);
        }
    }

    @Test
    void deviceThatComesBackIsSentTheEventAgain() {
        try (DeviceFeed first = follow("d")) {
            push("one", "\"receipt\":{\"required\":true,\"timeout\":\"PT3S\",\"max_attempts\":5}");
            first.await("one");
        }
        try (DeviceFeed second =
                DeviceFeed.follow(Api.base() + "/feed/" + channel, "device", "d", "Last-Event-ID", "one")) {
            assertThat(second.await(event -> true).data()).isEqualTo("one");
        }
    }

    private DeviceFeed follow(String device) {
        DeviceFeed feed = DeviceFeed.follow(Api.base() + "/feed/" + channel, "device", device);
        await().until(() -> Api.login("publisher")
                .request()
                .get("/api/v1/channels/" + channel + "/presence")
                .<List<String>>path("data.device")
                .contains(device));
        return feed;
    }

    private void confirm(String device, String id) {
        given().header("device", device)
                .header("Last-Event-ID", id)
                .formParam("status", "ok")
                .post("/feedback/" + channel)
                .then()
                .statusCode(204);
    }

    private void push(String id, String more) {
        given().contentType("application/vnd.fleetcast.event+json")
                .body("{\"id\":\"" + id + "\",\"data\":\"" + id + "\"," + more + "}")
                .post("/push/" + channel)
                .then()
                .statusCode(204);
    }
}
