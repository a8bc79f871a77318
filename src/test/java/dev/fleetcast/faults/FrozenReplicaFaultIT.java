package dev.fleetcast.faults;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replica pauses for so long that the others consider it dead, then continues. */
@Tag("faults")
class FrozenReplicaFaultIT {

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void streamsOfAFrozenReplicaGoOnThereOrElsewhereButNotTwice() {
        try (Trial trial = Trial.of(cluster, Dose.streams(300), 2, 150)) {
            int port = cluster.ports().get(0);
            cluster.replica(0).pause();
            try {
                Waiting.during(Duration.ofSeconds(7));
                // Half of the waiting clients reconnect; the others keep waiting.
                cluster.balancer().cutStreams(link -> link.replica() == port && chance.nextBoolean());
                Waiting.during(Dose.lasting(Duration.ofSeconds(8)));
            } finally {
                cluster.replica(0).resume();
            }
            long over = System.nanoTime();

            trial.passed("a replica frozen for 15 s", trial.recovery(over, Duration.ofSeconds(30)));
        }
    }
}
