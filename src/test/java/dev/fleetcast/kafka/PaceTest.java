package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.TopicReader.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long START = Long.MAX_VALUE - 1;

    private final Pace pace = new Pace(Duration.ofNanos(100), START);

    @Test
    void firstBatchIsNotDelayed() {
        assertThat(pace.toWait(START)).isZero();
    }

    @Test
    void nextBatchWaitsForTheInterval() {
        pace.batchAt(START + 10);

        assertThat(pace.toWait(START + 30)).isEqualTo(80);
        assertThat(pace.toWait(START + 110)).isZero();
    }

    @Test
    void batchAfterALongerPauseIsNotDelayed() {
        pace.batchAt(START + 10);

        assertThat(pace.toWait(START + 5_000)).isNegative();
    }

    @Test
    void withoutAnIntervalNothingWaits() {
        Pace none = new Pace(Duration.ZERO, START);
        none.batchAt(START + 10);

        assertThat(none.toWait(START + 10)).isZero();
    }
}
