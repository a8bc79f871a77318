package dev.fleetcast.faults;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Large bursts for clients that read everything at once: they lose nothing, however large the burst. */
@Tag("faults")
class StallFaultIT {

    private static final int STREAMS = 4;
    private static final int PER_STREAM_AND_SECOND = 900;
    private static final Duration BACK_IN = Duration.ofMinutes(1);
    private static final Duration AWAY = Duration.ofSeconds(10);
    /** The messages of 40 seconds, at one message a second and unit. */
    private static final int MISSED = 40 * Cluster.UNITS;

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void pausedReplicaLosesNothing() {
        try (Trial trial = followingTheWholeFleet()) {
            for (int round = 0; round < Dose.rounds(); round++) {
                cluster.replica(0).pause();
                Waiting.during(Duration.ofSeconds(3));
                cluster.replica(0).resume();
                Waiting.during(Duration.ofSeconds(2));
            }
            long over = System.nanoTime();

            trial.passed("a replica stopped for 3 s, 900 messages/s to each stream", trial.recovery(over, BACK_IN));
        }
    }

    @Test
    @Tag("extended")
    void backfillAtThatRateIsComplete() {
        try (Trial trial = followingTheWholeFleet()) {
            for (int round = 0; round < Dose.rounds(); round++) {
                loseFor(trial.crowd().dashboards(), Duration.ofSeconds(2));
                Waiting.during(Duration.ofSeconds(5));
            }
            long over = System.nanoTime();

            trial.passed("streams away for 2 s, 900 messages/s to each", trial.recovery(over, BACK_IN));
        }
    }

    @Test
    void wholeFleetThatIsAwayForLongComesBackComplete() {
        try (Trial trial = Trial.of(cluster)) {
            trial.crowd().follow(STREAMS, Cluster.UNITS, cluster.ports().get(0), trial.account());
            cluster.producer().pace(MISSED / (double) AWAY.toSeconds());
            Waiting.during(Duration.ofSeconds(1));
            loseFor(trial.crowd().dashboards(), AWAY);
            Waiting.during(AWAY.plusSeconds(1));
            long over = System.nanoTime();

            trial.passed("146 units away for %,d messages".formatted(MISSED), trial.recovery(over, BACK_IN));
        }
    }

    private Trial followingTheWholeFleet() {
        Trial trial = Trial.of(cluster);
        trial.crowd().follow(STREAMS, Cluster.UNITS, cluster.ports().get(0), trial.account());
        cluster.producer().pace(PER_STREAM_AND_SECOND);
        Waiting.during(Duration.ofSeconds(2));
        return trial;
    }

    private static void loseFor(List<Dashboard> dashboards, Duration away) {
        dashboards.forEach(each -> each.source().loseFor(away));
    }
}
