package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.stream.ReplicaId;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final ReplicaId STRANGER = new ReplicaId("______");
    private static final long START = 1_000_000;

    private final Heartbeats heartbeats = new Heartbeats(A);

    @Test
    void everybodyMayBeAliveBeforeAnythingHasBeenHeard() {
        assertThat(heartbeats.isAlive(STRANGER)).isTrue();
        assertThat(heartbeats.live()).containsExactly(A);
    }

    @Test
    void whoHasNotBeenHeardOfIsDeadOnceThisReplicaHearsItself() {
        heartbeats.heard(A, START);

        assertThat(heartbeats.isAlive(A)).isTrue();
        assertThat(heartbeats.isAlive(STRANGER)).isFalse();
    }

    @Test
    void replicaIsDeadWhenItHasBeenSilentForMoreThanFiveSeconds() {
        heartbeats.heard(B, START);

        beat(START, START + 5_000);
        assertThat(heartbeats.isAlive(B)).isTrue();
        assertThat(heartbeats.live()).containsExactlyInAnyOrder(A, B);

        heartbeats.heard(A, START + 5_001);
        assertThat(heartbeats.isAlive(B)).isFalse();
        assertThat(heartbeats.live()).containsExactly(A);
    }

    @Test
    void replicaThatSpeaksAgainIsAlive() {
        heartbeats.heard(B, START);
        beat(START, START + 9_000);

        heartbeats.heard(B, START + 9_500);

        assertThat(heartbeats.isAlive(B)).isTrue();
    }

    @Test
    void replicaThatLeavesIsDeadAtOnce() {
        heartbeats.heard(A, START);
        heartbeats.heard(B, START);

        heartbeats.left(B);

        assertThat(heartbeats.isAlive(B)).isFalse();
        assertThat(heartbeats.live()).containsExactly(A);
    }

    @Test
    void nobodyDiesOfAnOutage() {
        heartbeats.heard(B, START);
        heartbeats.heard(A, START);

        heartbeats.heard(A, START + 600_000);

        assertThat(heartbeats.isAlive(B)).isTrue();
    }

    @Test
    void whoHasNotSurvivedAnOutageIsDeadFiveSecondsAfterIt() {
        heartbeats.heard(B, START);
        heartbeats.heard(A, START);

        beat(START + 600_000, START + 606_000);

        assertThat(heartbeats.isAlive(B)).isFalse();
        assertThat(heartbeats.isAlive(STRANGER)).isFalse();
    }

    private void beat(long from, long to) {
        for (long at = from; at <= to; at += 1_000) {
            heartbeats.heard(A, at);
        }
    }
}
