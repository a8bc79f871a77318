package dev.fleetcast.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now;
    private final RateLimit<Long> even = RateLimit.even(6, MINUTE, () -> now);
    private final RateLimit<Long> stepwise = RateLimit.stepwise(2, MINUTE, () -> now);

    @Test
    void rateIsLimitedPerKeyAndComesBackEvenly() {
        for (int time = 0; time < 6; time++) {
            assertThat(even.allows(1L)).isTrue();
        }
        assertThat(even.allows(1L)).isFalse();
        assertThat(even.allows(2L)).isTrue();

        pass(Duration.ofSeconds(10));
        assertThat(even.allows(1L)).isTrue();
        assertThat(even.allows(1L)).isFalse();
    }

    @Test
    void amountBeyondTheLimitIsNotTakenAndItsTimeIsKnown() {
        assertThat(even.take(1L, 5)).isZero();

        assertThat(even.take(1L, 3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(even.take(1L, 1)).isZero();
    }

    @Test
    void stepwiseRateComesBackWhenThePeriodIsOver() {
        assertThat(stepwise.timeToNext(1L)).isZero();
        stepwise.take(1L, 2);

        pass(MINUTE.dividedBy(2));
        assertThat(stepwise.timeToNext(1L)).isEqualTo(MINUTE.dividedBy(2));
        assertThat(stepwise.allows(1L)).isFalse();

        pass(MINUTE.dividedBy(2));
        assertThat(stepwise.timeToNext(1L)).isZero();
    }

    @Test
    void chargeBeyondTheLimitIsPaidLater() {
        even.take(1L, 6);

        even.charge(1L);

        assertThat(even.timeToNext(1L)).isEqualTo(Duration.ofSeconds(20));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
