package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SocketClient;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged application is asked to stop. */
class DrainIT {

    private static final Duration DRAIN_TIME = Duration.ofSeconds(12);
    /** The exit code of a process ended by a signal, after its own hooks have run. */
    private static final int TERMINATED = 143;

    private final Replica replica =
            Replica.start(Map.of("FLEETCAST_STREAM_DRAIN_TIME", DRAIN_TIME.toString(), "FLEETCAST_DEMO_DATA", "false"));

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void streamsAreClosedOneByOneWhileEverythingElseContinues() {
        List<StreamClient> streams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            streams.add(replica.connect(i % 2 == 0 ? Transport.SSE : Transport.WEBSOCKET));
        }
        List<String> ids = streams.stream().map(StreamClient::streamId).toList();

        replica.terminate();
        Awaitility.await().atMost(DRAIN_TIME).until(() -> status("/q/health/ready") == 503);
        assertThat(status("/q/health/live")).isEqualTo(200);
        try (SseClient late = replica.connect()) {
            assertThat(late.response().statusCode()).isEqualTo(200);
            assertSentAway(late);
        }
        Awaitility.await().atMost(DRAIN_TIME).until(() -> ended(streams) >= 10);
        int open = stillOpen(streams);
        assertThat(open).isNotNegative();
        assertThat(given().post(replica.address() + "/sse/telemetry/pong/" + ids.get(open))
                        .statusCode())
                .isEqualTo(200);
        try (StreamClient late = replica.connect(Transport.WEBSOCKET)) {
            assertSentAway(late);
        }

        assertThat(streams).allSatisfy(DrainIT::assertSentAway);
        replica.awaitExit(Duration.ofSeconds(60));
        assertThat(replica.exitCode()).isEqualTo(TERMINATED);
    }

    @Test
    void withoutStreamsDrainingEndsAtOnce() {
        long begin = System.nanoTime();

        replica.terminate();
        replica.awaitExit(Duration.ofSeconds(60));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DRAIN_TIME);
        assertThat(replica.exitCode()).isEqualTo(TERMINATED);
    }

    private int status(String path) {
        return given().get(replica.address() + path).statusCode();
    }

    private static long ended(List<StreamClient> streams) {
        return streams.stream().filter(StreamClient::hasEnded).count();
    }

    private static int stillOpen(List<StreamClient> streams) {
        for (int i = 0; i < streams.size(); i++) {
            if (!streams.get(i).hasEnded()) {
                return i;
            }
        }
        return -1;
    }

    private static void assertSentAway(StreamClient stream) {
        StreamClient.Event bye = stream.await("bye");
        assertThat(bye.data().path("reason").asText()).isEqualTo("drain");
        assertThat(bye.data().path("reconnect").booleanValue()).isTrue();
        assertThat(bye.retry()).isBetween(1_000L, 10_000L);
        assertThat(bye.data().path("retry_ms").asLong()).isEqualTo(bye.retry());
        Awaitility.await().until(stream::hasEnded);
        assertThat(stream.isComplete()).isTrue();
        if (stream instanceof SocketClient socket) {
            assertThat(socket.closeStatus()).isEqualTo(1001);
            assertThat(socket.closeReason()).isEqualTo("drain");
        }
    }
}
