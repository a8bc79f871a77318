package dev.fleetcast.stream.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RatePerMinuteTest {

    private long now;
    private final RatePerMinute rate = new RatePerMinute(6, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void rateIsLimitedPerMinuteAndStream() {
        for (int time = 0; time < 6; time++) {
            assertThat(rate.allows(1)).isTrue();
        }
        assertThat(rate.allows(1)).isFalse();
        assertThat(rate.allows(2)).isTrue();

        now += Duration.ofSeconds(10).toNanos();
        assertThat(rate.allows(1)).isTrue();
        assertThat(rate.allows(1)).isFalse();
    }
}
