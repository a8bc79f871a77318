package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replicas that are killed. */
@Tag("faults")
class KilledReplicaFaultIT {

    private static final Duration ALL_BACK = Duration.ofSeconds(10);
    /** The share of clients that reconnect in any one second: a quarter each, when spread over four seconds by chance. */
    private static final double LARGEST_RUSH = 0.4;

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void streamsOfAKilledReplicaGoOnAtAnother() {
        for (int round = 0; round < Dose.rounds(); round++) {
            killOne();
        }
    }

    private void killOne() {
        int streams = Dose.streams(1_000) * cluster.size();
        try (Trial trial = Trial.of(cluster, streams, 1, 150)) {
            int killed = chance.nextInt(cluster.size());
            long fault = System.nanoTime();
            cluster.replica(killed).kill();

            Duration recovery = trial.recovery(fault, ALL_BACK);
            List<Dashboard> moved = trial.crowd().dashboards().stream()
                    .filter(each -> each.interruptions() > 0)
                    .toList();
            cluster.restart(killed);

            trial.passed("a replica with %,d streams killed".formatted(moved.size()), recovery);
            assertThat(moved).hasSizeGreaterThan(streams / cluster.size() / 2);
            assertThat(largestRush(moved, fault)).isLessThanOrEqualTo(LARGEST_RUSH);
        }
    }

    @Test
    void streamsGoOnAfterEveryReplicaWasKilled() {
        try (Trial trial = Trial.of(cluster, Dose.streams(300), 2, 150)) {
            long fault = System.nanoTime();
            for (int i = 0; i < cluster.size(); i++) {
                cluster.replica(i).kill();
            }
            cluster.restartAll();

            trial.passed("every replica killed, and started", trial.recovery(fault, Duration.ofMinutes(2)));
        }
    }

    private static double largestRush(List<Dashboard> back, long fault) {
        TreeMap<Long, Long> perSecond = back.stream()
                .collect(Collectors.groupingBy(
                        each -> (each.openedNanos() - fault) / 1_000_000_000L, TreeMap::new, Collectors.counting()));
        return Collections.max(perSecond.values()) / (double) back.size();
    }
}
