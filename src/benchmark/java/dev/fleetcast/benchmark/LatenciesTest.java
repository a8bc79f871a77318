package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void percentilesAreThoseOfTheSortedValues() {
        long[] nanos = new Random(7).longs(100_000, 1, 3_000_000_000L).toArray();

        Arrays.stream(nanos).forEach(latencies::record);

        Arrays.sort(nanos);
        for (double share : new double[] {0.01, 0.5, 0.99, 0.999}) {
            double exact = nanos[(int) Math.ceil(share * nanos.length) - 1] / 1e6;
            assertThat(latencies.millis(share)).isCloseTo(exact, Percentage.withPercentage(1.6));
        }
        assertThat(latencies.maxMillis()).isEqualTo(nanos[nanos.length - 1] / 1e6);
    }

    @Test
    void smallValuesAreExact() {
        for (int nanos = 0; nanos < 128; nanos++) {
            latencies.record(nanos);
        }

        assertThat(latencies.millis(0.5)).isEqualTo(63 / 1e6);
    }

    @Test
    void aTimeAheadOfTheClockIsIgnored() {
        latencies.record(-5);

        assertThat(latencies.millis(1)).isZero();
    }

    @Test
    void withoutValuesThereIsNoPercentile() {
        assertThat(latencies.millis(0.5)).isNaN();
    }
}
