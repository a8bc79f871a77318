package dev.fleetcast.cluster.liveness;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.replica.ReplicaId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final ReplicaId STRANGER = new ReplicaId("______");

    /** Monotonic clocks have an arbitrary origin and may overflow. */
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

    private final Heartbeats heartbeats = new Heartbeats(A, () -> now);

    @Test
    void everyReplicaMayBeAliveBeforeTheFirstHeartbeat() {
        assertThat(heartbeats.isAlive(STRANGER)).isTrue();
        assertThat(heartbeats.live()).containsExactly(A);
    }

    @Test
    void unknownReplicaIsDeadFiveSecondsAfterTheStart() {
        beat(5_000);
        assertThat(heartbeats.isAlive(STRANGER)).isTrue();

        wait(1_000);
        heartbeats.heard(A);
        assertThat(heartbeats.isAlive(A)).isTrue();
        assertThat(heartbeats.isAlive(STRANGER)).isFalse();
    }

    @Test
    void replicaIsDeadWhenItHasBeenSilentForMoreThanFiveSeconds() {
        beat(6_000);
        heartbeats.heard(B);

        beat(5_000);
        assertThat(heartbeats.isAlive(B)).isTrue();
        assertThat(heartbeats.live()).containsExactlyInAnyOrder(A, B);

        wait(1);
        heartbeats.heard(A);
        assertThat(heartbeats.isAlive(B)).isFalse();
        assertThat(heartbeats.live()).containsExactly(A);
    }

    @Test
    void replicaThatBeatsAgainIsAlive() {
        beat(6_000);
        heartbeats.heard(B);
        beat(9_000);
        assertThat(heartbeats.isAlive(B)).isFalse();

        heartbeats.heard(B);

        assertThat(heartbeats.isAlive(B)).isTrue();
    }

    @Test
    void replicaThatLeavesIsDeadAtOnceEvenJustAfterTheStart() {
        heartbeats.heard(A);
        heartbeats.heard(B);

        heartbeats.left(B);

        assertThat(heartbeats.isAlive(B)).isFalse();
        assertThat(heartbeats.live()).containsExactly(A);
    }

    @Test
    void outageKillsNoReplica() {
        heartbeats.heard(B);
        beat(6_000);

        wait(600_000);
        heartbeats.heard(A);

        assertThat(heartbeats.isAlive(B)).isTrue();
    }

    @Test
    void silentReplicaIsDeadFiveSecondsAfterAnOutage() {
        heartbeats.heard(B);
        beat(6_000);

        wait(600_000);
        beat(6_000);

        assertThat(heartbeats.isAlive(B)).isFalse();
        assertThat(heartbeats.isAlive(STRANGER)).isFalse();
    }

    @Test
    void pauseOfThisProcessKillsNoReplica() {
        beat(6_000);
        heartbeats.heard(B);

        wait(20_000);
        heartbeats.heard(A);
        assertThat(heartbeats.isAlive(B)).as("sent before, read now").isTrue();

        heartbeats.heard(B);
        beat(5_000);
        assertThat(heartbeats.isAlive(B)).isTrue();
    }

    /** Sends own heartbeats for {@code millis}, one per second, starting now. */
    private void beat(long millis) {
        heartbeats.heard(A);
        for (long passed = 1_000; passed <= millis; passed += 1_000) {
            wait(1_000);
            heartbeats.heard(A);
        }
    }

    private void wait(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
