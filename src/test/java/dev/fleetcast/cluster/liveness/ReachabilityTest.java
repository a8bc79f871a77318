package dev.fleetcast.cluster.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private long nanos;
    private final Reachability reachability =
            new Reachability(() -> nanos, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(4));

    @Test
    void kafkaIsLostWhenNothingHasComeBackForLongerThanSet() {
        assertThat(lostAfter(Duration.ofSeconds(4))).isFalse();

        assertThat(lostAfter(Duration.ofMillis(250))).isTrue();
        assertThat(reachability.lastAnswered()).isEqualTo(NOW);
    }

    @Test
    void laterHeartbeatsExtendReachability() {
        lostAfter(Duration.ofSeconds(3));

        reachability.answered();

        assertThat(lostAfter(Duration.ofSeconds(4))).isFalse();
    }

    @Test
    void kafkaIsBackWhenSomethingComesBack() {
        lostAfter(Duration.ofSeconds(60));

        reachability.answered();

        assertThat(reachability.isLost()).isFalse();
    }

    @Test
    void pauseOfThisProcessIsNotALossOfKafka() {
        lostAfter(Duration.ofSeconds(1));

        nanos += Duration.ofSeconds(30).toNanos();

        assertThat(reachability.isLost()).isFalse();
        assertThat(lostAfter(Duration.ofSeconds(3))).isFalse();
        assertThat(lostAfter(Duration.ofMillis(250))).isTrue();
    }

    private boolean lostAfter(Duration time) {
        boolean lost = reachability.isLost();
        for (long passed = 0; passed < time.toMillis(); passed += Reachability.RHYTHM.toMillis()) {
            nanos += Reachability.RHYTHM.toNanos();
            lost = reachability.isLost();
        }
        return lost;
    }
}
