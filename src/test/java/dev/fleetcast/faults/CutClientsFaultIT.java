package dev.fleetcast.faults;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks that drop connections at arbitrary places. */
@Tag("faults")
class CutClientsFaultIT {

    private static final int MOST_BYTES = 15_000;
    /** The average number of cuts per connection, including the first cut of all connections. */
    private static final int CUTS_EACH = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();

    @AfterEach
    void repair() {
        cluster.balancer().streamFaults(() -> LinkFault.NONE);
    }

    @Test
    void streamCutAtAnyByteGoesOnWhereItWas() {
        for (int round = 0; round < Dose.rounds(); round++) {
            cutAtRandom();
        }
    }

    private void cutAtRandom() {
        try (Trial trial = Trial.of(cluster, Dose.streams(200), 3, 300)) {
            cluster.balancer()
                    .streamFaults(() -> LinkFault.cutAfter(1 + chance.nextInt(MOST_BYTES), chance.nextBoolean()));
            cluster.balancer().cutStreams(any -> true);
            Waiting.during(Dose.lasting(Duration.ofSeconds(20)));
            Waiting.until(
                    "connections are cut",
                    PATIENCE,
                    () -> trial.crowd().interruptions()
                            >= (long) CUTS_EACH * trial.crowd().dashboards().size());
            repair();
            long over = System.nanoTime();
            cluster.balancer().cutStreams(any -> true);

            Duration recovery = trial.recovery(over, Duration.ofSeconds(20));

            trial.passed("clients cut at random bytes", recovery);
        }
    }
}
