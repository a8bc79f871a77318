package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Scripts written for the older push system: their requests, byte for byte, and their use of the responses. */
@QuarkusTest
class OldPushClientTest {

    private static final String PUBLISHER = "P0039696456814";
    private static final String HOST = "H0039350488701";
    /** The Accept header of the scripts' HTTP library. */
    private static final String ANYTHING = "*/*; q=0.5, application/xml";

    private final ChannelApi channel = ChannelApi.fresh();

    @Test
    void subscriberReceivesAndConfirmsPushedEvents() {
        try (RawSseClient subscriber = subscribe(HOST)) {
            HttpResponse<String> pushed = publish(event(1));
            SseParser.Event received = subscriber.awaitNext();
            HttpResponse<String> confirmed = channel.feedback(
                    "status=rx+ok", "Accept", ANYTHING, "Device", HOST, "Last-Event-Id", received.id());

            assertThat(pushed.statusCode()).isEqualTo(204);
            assertThat(pushed.body()).isEmpty();
            assertThat(received.type()).isEqualTo("message");
            assertThat(received.data()).isEqualTo(event(1));
            assertThat(received.id()).isNotBlank();
            assertThat(confirmed.statusCode()).isEqualTo(204);
            JsonNode receipt =
                    channel.receipts(received.id(), Api.login("publisher")).get(HOST);
            assertThat(receipt.get("state").asText()).isEqualTo("confirmed");
            assertThat(receipt.get("status").asText()).isEqualTo("rx ok");
            assertThat(Instant.parse(receipt.get("at").asText())).isBetween(aMinuteAgo(), Instant.now());
        }
    }

    @Test
    void subscriberThatComesBackGetsWhatItMissed() {
        SseParser.Event first;
        try (RawSseClient subscriber = subscribe(HOST)) {
            publish(event(1));
            first = subscriber.awaitNext();
        }
        publish(event(2));

        try (RawSseClient back = subscribe(HOST, "Last-Event-Id", first.id())) {
            back.await(event(2));
            publish(event(3));
            back.await(event(3));

            assertThat(back.data()).containsExactly(event(2), event(3));
        }
    }

    @Test
    void headerWithUnderscoresNamesTheEventToo() {
        try (RawSseClient subscriber = subscribe(HOST)) {
            publish(event(1));
            String id = subscriber.awaitNext().id();

            assertThat(channel.feedback("status=ok", "device", HOST, "last_event_id", id)
                            .statusCode())
                    .isEqualTo(204);
            assertThat(channel.receipts(id, Api.login("admin"))
                            .get(HOST)
                            .get("status")
                            .asText())
                    .isEqualTo("ok");
        }
    }

    @Test
    void firstScriptsConfirmWithFormFieldsAlone() {
        try (RawSseClient subscriber = subscribe(HOST)) {
            publish(event(1));
            String id = ChannelApi.encoded(subscriber.awaitNext().id());

            assertThat(channel.feedback("id=" + id + "&device=" + HOST + "&status=ok")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(channel.feedback("last_event_id=" + id + "&device=" + HOST + "&status=ok")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void administratorSeesConnectionsEventsAndDevices() {
        Api admin = Api.login("admin");
        try (RawSseClient first = subscribe(HOST);
                RawSseClient second = subscribe("W0039258085863")) {
            publish(event(1));
            publish(event(2));
            second.await(event(2));
            first.await(event(2));
            channel.confirm(HOST, first.lastEventId(), "rx ok");

            Awaitility.await().untilAsserted(() -> {
                assertThat(channel.connections(admin)).isEqualTo(2);
                assertThat(channel.devices(admin).get(HOST).get("op").asText()).isEqualTo("feedback");
            });
            JsonNode devices = channel.devices(admin);
            assertThat(devices.size()).isEqualTo(2);
            assertThat(devices.get(HOST).get("Last-Event-Id").asText()).isEqualTo(first.lastEventId());
            assertThat(devices.get(HOST).get("at").asText())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(devices.get("W0039258085863").get("op").asText()).isEqualTo("feed");
            assertThat(channel.admin("connections", admin).get("total number").asInt())
                    .isGreaterThanOrEqualTo(2);
            assertThat(channel.events(admin)).hasToString("[" + event(1) + "," + event(2) + "]");
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(channel.connections(admin)).isZero());
    }

    @Test
    void bodiesOtherThanJsonAreShownUnchanged() {
        List.of("plain", "{\"half\":", "[1, 2]", "\"text\"", "").forEach(channel::push);

        Awaitility.await()
                .untilAsserted(() -> assertThat(channel.events(Api.login("admin")))
                        .hasToString("[\"plain\",\"{\\\"half\\\":\",[1,2],\"text\",\"\"]"));
    }

    @Test
    void anonymousDeviceIsServedAndNotListed() {
        Api admin = Api.login("admin");
        try (RawSseClient anonymous = channel.follow("")) {
            channel.push("x");
            anonymous.await("x");

            Awaitility.await()
                    .untilAsserted(() -> assertThat(channel.connections(admin)).isEqualTo(1));
            assertThat(channel.devices(admin)).isEmpty();
        }
    }

    private RawSseClient subscribe(String device, String... more) {
        String[] headers = new String[more.length + 4];
        System.arraycopy(more, 0, headers, 4, more.length);
        headers[0] = "Cache-Control";
        headers[1] = "no-cache";
        headers[2] = "Device";
        headers[3] = device;
        return channel.follow("", headers);
    }

    private HttpResponse<String> publish(String event) {
        return channel.tryPush(
                event, "Content-Type", "application/json", "Accept", "application/json", "Device", PUBLISHER);
    }

    private static String event(int id) {
        return "{\"device\":\"" + PUBLISHER + "\",\"time\":\"2014-12-01T15:09:15.691Z\",\"id\":" + id
                + ",\"data\":\"l6rqih112by5hl7z21\"}";
    }

    private static Instant aMinuteAgo() {
        return Instant.now().minusSeconds(60);
    }
}
