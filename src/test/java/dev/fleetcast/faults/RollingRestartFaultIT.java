package dev.fleetcast.faults;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rolling upgrade. */
@Tag("faults")
class RollingRestartFaultIT {

    private static final Duration GONE_IN_TIME = Duration.ofSeconds(60);

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void rollingRestartDisturbsNoClient() {
        try (Trial trial = Trial.of(cluster, Dose.streams(300), 2, 150)) {
            long fault = System.nanoTime();
            for (int i = 0; i < cluster.size(); i++) {
                fault = System.nanoTime();
                cluster.replica(i).terminate();
                cluster.replica(i).awaitExit(GONE_IN_TIME);
                cluster.restart(i);
            }

            trial.passed("rolling restart of all replicas", trial.recovery(fault, Duration.ofSeconds(90)));
        }
    }
}
