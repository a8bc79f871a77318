package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.TestSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replaces the signing key as docs/operations.md says, while streams are open and tokens of the old key are in use. */
class KeyRotationIT {

    private static final int STREAMS = 20;
    private static final int UNIT = 36;

    private final Path oldKey = TestSettings.writeSigningKey();
    private final Path newKey = TestSettings.writeSigningKey();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void streamsGoOnAndTokensAreGoodUntilTheOldKeyIsTakenOut() {
        Replica before = launch(oldKey, Optional.of(newKey));
        Replica after = launch(newKey, Optional.of(oldKey));
        before.awaitReady();
        Api early = Api.login(before.address(), "demo");
        List<SseClient> streams = streams(before, early);
        after.awaitReady();
        Api late = Api.login(after.address(), "demo");

        assertThat(status(after, early)).isEqualTo(200);
        assertThat(status(before, late)).isEqualTo(200);
        assertThat(streams).noneMatch(SseClient::hasEnded);

        before.terminate();
        Replica last = launch(newKey, Optional.empty());
        assertThat(comeBack(streams, after)).allSatisfy(KeyRotationIT::assertNothingIsMissed);

        last.awaitReady();
        assertThat(status(last, late)).isEqualTo(200);
        assertThat(status(last, early)).isEqualTo(401);
    }

    private Replica launch(Path key, Optional<Path> verificationKey) {
        Replica replica = Replica.launch(Map.of(
                "FLEETCAST_ACCESS_SIGNING_KEY",
                key.toString(),
                "FLEETCAST_ACCESS_VERIFICATION_KEYS",
                verificationKey.map(Path::toString).orElse(""),
                // The test answers no pings.
                "FLEETCAST_STREAM_PONG_TIMEOUT",
                "PT5M"));
        open.add(replica);
        return replica;
    }

    private List<SseClient> streams(Replica replica, Api demo) {
        String token = replica.request(demo)
                .get("/api/v1/monitoring/unit/" + UNIT)
                .then()
                .statusCode(200)
                .extract()
                .path("data.token");
        List<SseClient> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            SseClient stream = replica.connect();
            open.add(stream);
            streams.add(stream);
            replica.request(demo)
                    .post("/sse/telemetry/subscribe/" + stream.streamId() + "/" + token)
                    .then()
                    .statusCode(200);
        }
        streams.forEach(stream -> stream.await("ready"));
        return streams;
    }

    /** Reconnects each stream with its last id; one message arrives while no client is connected. */
    private List<SseClient> comeBack(List<SseClient> streams, Replica replica) {
        streams.forEach(stream ->
                assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("drain"));
        try (Feed feed = new Feed(SharedServices.bootstrapServers())) {
            feed.send(String.valueOf(UNIT), Feed.gps(Instant.now(), 30.4));
        }
        return streams.stream()
                .map(stream -> {
                    SseClient back = SseClient.connect(
                            replica.address() + "/sse/telemetry/connect", "Last-Event-ID", lastId(stream));
                    open.add(back);
                    return back;
                })
                .toList();
    }

    private static void assertNothingIsMissed(SseClient stream) {
        assertThat(stream.await("stream_id").data().path("resumed").asBoolean()).isTrue();
        assertThat(stream.await("gps").data().at("/telemetry/seq_no").asInt()).isEqualTo(Feed.lastSequence());
    }

    private static String lastId(SseClient stream) {
        return stream.events().stream()
                .map(Event::id)
                .filter(id -> id != null)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static int status(Replica replica, Api login) {
        return given().baseUri(replica.address())
                .header("Authorization", "Bearer " + login.token())
                .get("/api/v1/units")
                .statusCode();
    }
}
