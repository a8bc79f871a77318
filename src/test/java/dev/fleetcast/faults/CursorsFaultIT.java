package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseClient;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ids that a client sends back altered or without right. */
@Tag("faults")
class CursorsFaultIT {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    private static final int UNIT = 5;

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();
    private final String address = "http://127.0.0.1:" + cluster.balancer().port();

    @Test
    void garbageGivesANewStream() {
        for (int i = 0; i < 50; i++) {
            assertNewStream(garbage(1 + chance.nextInt(200)));
        }
    }

    @Test
    void idOfTenKilobytesGivesANewStream() {
        assertNewStream(garbage(10 * 1024));
    }

    @Test
    void truncatedIdGivesANewStream() {
        String id = cursor();
        for (int length = 1; length < id.length(); length++) {
            assertNewStream(id.substring(0, length));
        }
    }

    @Test
    void idWithOneChangedCharacterGivesANewStream() {
        String id = cursor();
        for (int at = 0; at < id.length(); at++) {
            char other = ALPHABET.charAt(chance.nextInt(ALPHABET.length()));
            if (!isSpareBitOfBase64(id, at) && other != id.charAt(at)) {
                assertNewStream(id.substring(0, at) + other + id.substring(at + 1));
            }
        }
    }

    @Test
    void idOfAnotherUserGivesANewStreamAndLeavesTheirsUnchanged() {
        Api demo = Api.login(address, "demo");
        Api other = Api.login(address, "other");
        try (SseClient stream = followed(demo)) {
            String id = lastId(stream);

            try (SseClient foreign = connect(id, "Authorization", "Bearer " + other.token())) {
                SseClient.Event greeting = foreign.await("stream_id");
                assertThat(greeting.data().path("resumed").asBoolean(true)).isFalse();
                assertThat(greeting.data().path("stream_id").asText()).isNotEqualTo(streamId(stream));
            }

            cluster.producer().once();
            stream.await(event -> event.is("gps") && !event.data().has("snapshot"));
            assertThat(stream.hasEnded()).isFalse();
        }
    }

    /** The original stream still exists afterwards, for its owner. */
    private String cursor() {
        try (SseClient stream = followed(Api.login(address, "demo"))) {
            return lastId(stream);
        }
    }

    private void assertNewStream(String id) {
        try (SseClient stream = connect(id)) {
            assertThat(stream.response().statusCode()).as(id).isEqualTo(200);
            SseClient.Event greeting = stream.await("stream_id");
            assertThat(greeting.data().path("resumed").asBoolean(true)).as(id).isFalse();
            assertThat(stream.await("gap").data().path("reason").asText()).isEqualTo("unknown_cursor");
            assertThat(stream.events()).noneMatch(event -> event.is("gps"));
        }
    }

    private SseClient followed(Api login) {
        SseClient stream = SseClient.connect(address + "/sse/telemetry/connect");
        String streamId = stream.streamId();
        String token = login.request()
                .baseUri(address)
                .get("/api/v1/monitoring/unit/" + UNIT)
                .path("data.token");
        login.request()
                .baseUri(address)
                .post("/sse/telemetry/subscribe/" + streamId + "/" + token)
                .then()
                .statusCode(200);
        stream.await("ready");
        return stream;
    }

    private SseClient connect(String id, String... headers) {
        String[] all = Stream.concat(Stream.of("Last-Event-ID", id), Stream.of(headers))
                .toArray(String[]::new);
        return SseClient.connect(address + "/sse/telemetry/connect", all);
    }

    private String garbage(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The last character of a group may carry unused bits. */
    private static boolean isSpareBitOfBase64(String id, int at) {
        return at == id.length() - 1 || id.charAt(at + 1) == '.';
    }

    private static String lastId(SseClient stream) {
        return stream.events().stream()
                .map(SseClient.Event::id)
                .filter(id -> id != null)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static String streamId(SseClient stream) {
        return stream.events().get(0).data().path("stream_id").asText();
    }
}
