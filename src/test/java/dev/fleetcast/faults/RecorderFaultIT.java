package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recorders and their database are killed while they record, and a recorder is frozen for longer than its session. */
@Tag("faults")
class RecorderFaultIT {

    private static final Duration ALL_RECORDED = Duration.ofSeconds(300);
    private static final Duration BEFORE = Duration.ofSeconds(4);
    /** Kafka gives the partitions of a recorder to others after ten seconds. */
    private static final Duration FROZEN = Duration.ofSeconds(18);

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();

    @AfterEach
    void leaveTheClusterWhole() {
        cluster.producer().pace(0);
        for (int i = 0; i < cluster.size(); i++) {
            if (!cluster.replica(i).isAlive()) {
                cluster.restart(i);
            }
        }
    }

    @Test
    void killedRecorderLosesAndRepeatsNothing() {
        run("a recorder killed", () -> {
            int killed = chance.nextInt(cluster.size());
            cluster.replica(killed).kill();
            Waiting.during(BEFORE);
            cluster.restart(killed);
        });
    }

    @Test
    void killedDatabaseLosesAndRepeatsNothing() {
        run("the recorders' database killed", () -> {
            cluster.killDatabase();
            Waiting.during(BEFORE);
            cluster.startDatabase();
        });
    }

    @Test
    void frozenRecorderThatHasLostItsPartitionsRepeatsNothing() {
        run("a recorder frozen for 18 s", () -> {
            int frozen = chance.nextInt(cluster.size());
            cluster.replica(frozen).pause();
            try {
                Waiting.during(FROZEN);
            } finally {
                cluster.replica(frozen).resume();
            }
        });
    }

    /** @param fault runs while messages are recorded; ends with all parts running */
    private void run(String name, Runnable fault) {
        RecordedFeed feed = new RecordedFeed(cluster, SharedCluster.broker().bootstrapServers());
        int rate = Dose.rate(2_000);
        cluster.producer().pace(rate);
        Waiting.during(BEFORE);
        fault.run();
        Waiting.during(BEFORE);
        cluster.producer().pace(0);
        long over = System.nanoTime();
        Waiting.untilEqual(
                "all is produced",
                ALL_RECORDED,
                () -> cluster.producer().acknowledged(),
                () -> cluster.producer().sent());
        Waiting.until("all is recorded", ALL_RECORDED, feed::isRecorded);
        Duration recovery = Duration.ofNanos(System.nanoTime() - over);

        RecordedFeed.Stored stored = feed.stored();
        Results.add(
                "%s, at %,d messages a second".formatted(name, rate),
                0,
                stored.produced(),
                new Figures(
                        stored.rows(),
                        stored.produced() - stored.different(),
                        stored.rows() - stored.different(),
                        0,
                        0,
                        0,
                        0),
                recovery);
        assertThat(stored.produced()).isPositive();
        assertThat(stored.different()).as("lost").isEqualTo(stored.produced());
        assertThat(stored.rows()).as("repeated").isEqualTo(stored.different());
    }
}
