package dev.fleetcast.faults;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All clients reconnect at once. */
@Tag("faults")
class MassFaultIT {

    private static final Duration ALL_BACK = Duration.ofMinutes(1);

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void allBehindTheBalancerComeBack() {
        try (Trial trial = Trial.of(cluster, Dose.streams(4_000), 1, 75)) {
            long fault = System.nanoTime();
            cluster.balancer().cutStreams(any -> true);

            trial.passed("mass reconnect through the balancer", trial.recovery(fault, ALL_BACK));
        }
    }

    @Test
    @Tag("extended")
    void allStreamsOfAReplicaComeBack() {
        try (Trial trial = Trial.of(cluster)) {
            for (int port : cluster.ports().subList(0, 2)) {
                trial.crowd().follow(Dose.streams(5_000), 1, port, trial.account());
            }
            cluster.producer().pace(30);
            long fault = System.nanoTime();
            trial.crowd().dashboards().forEach(each -> each.source().lose());

            trial.passed("mass reconnect, straight to two replicas", trial.recovery(fault, ALL_BACK));
        }
    }
}
