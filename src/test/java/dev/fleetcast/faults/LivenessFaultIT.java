package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages that read without answering, or answer without reading. The replica has short timeouts, to keep the test short. */
@Tag("faults")
class LivenessFaultIT {

    private static final Duration PONG_TIMEOUT = Duration.ofSeconds(4);
    private static final Duration REAPED_IN = PONG_TIMEOUT.plusSeconds(2);

    private static Cluster.Extra replica;

    private final Cluster cluster = SharedCluster.cluster();

    private Crowd crowd;
    private Calls calls;
    private Account account;

    @BeforeAll
    static void startReplica() {
        replica = SharedCluster.cluster()
                .extra(Map.of(
                        "FLEETCAST_STREAM_PING_INTERVAL", "PT1S",
                        "FLEETCAST_STREAM_PONG_TIMEOUT", PONG_TIMEOUT.toString(),
                        "FLEETCAST_STREAM_SLOW_TIMEOUT", "PT3S"));
    }

    @AfterAll
    static void stopReplica() {
        replica.replica().close();
    }

    @BeforeEach
    void logIn() {
        crowd = new Crowd(cluster.producer());
        calls = crowd.calls(replica.port());
        account = Account.login(calls, "demo", Cluster.UNITS);
        Waiting.until("earlier streams are gone", Duration.ofSeconds(20), () -> new Scrape(calls).open() == 0);
    }

    @AfterEach
    void close() {
        crowd.close();
    }

    /** As {@code StreamLifeTest} shows without the package, a balancer or a stream beside it. */
    @Test
    @Tag("extended")
    void clientThatReadsButNeverPongsIsReapedAndEndedForGoodTheThirdTime() {
        Dashboard frozen = crowd.follow(1, 1, replica.port(), account).get(0);
        Dashboard other = crowd.follow(1, 1, replica.port(), account).get(0);
        frozen.answersNoPing();

        Waiting.until("it is reaped", REAPED_IN, () -> frozen.heard("bye pong_timeout") == 1);
        Waiting.until("the stream has ended for good", Duration.ofSeconds(60), () -> frozen.failure() == 204);

        assertThat(frozen.heard("bye pong_timeout")).isEqualTo(3);
        assertThat(other.interruptions()).isZero();
    }

    @Test
    void clientThatPongsButNeverReadsIsEndedWhenItsQueueStaysFull() {
        Dashboard deaf = crowd.follow(1, Cluster.UNITS, replica.port(), account).get(0);
        Dashboard other = crowd.follow(1, 10, replica.port(), account).get(0);
        Scrape metrics = new Scrape(calls);
        deaf.source().stopReading();
        crowd.vertx().setPeriodic(500, due -> deaf.pong());

        cluster.producer().pace(1_500);

        Waiting.until("it is ended for being slow", Duration.ofSeconds(40), () -> metrics.endedSlow() == 1);
        cluster.producer().pace(0);
        // Its connection may last five seconds longer, until it has accepted the end or is cut; its stream may not.
        Waiting.until("its stream is gone", Duration.ofSeconds(4), () -> metrics.open() == 1);
        assertThat(other.interruptions()).isZero();
        assertThat(other.sequences().figures().isFlawless()).isTrue();
    }
}
