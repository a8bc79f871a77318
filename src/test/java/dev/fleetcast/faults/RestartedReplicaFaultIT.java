package dev.fleetcast.faults;

import dev.fleetcast.testing.Replica;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replicas that restart quickly, under clients that ignore readiness: they reconnect the moment the port opens, when
 * the replica has read almost nothing yet.
 */
@Tag("faults")
class RestartedReplicaFaultIT {

    private static final int LAST_KNOWN = 400_000;
    private static final int STREAMS = 10;
    private static final int UNITS_EACH = 3;
    private static final int PER_UNIT_AND_SECOND = 20;
    private static final long AT_ONCE_MILLIS = 50;
    private static final Duration GONE_IN_TIME = Duration.ofSeconds(60);
    private static final Duration BACK_IN = Duration.ofMinutes(2);

    private final Cluster cluster = SharedCluster.cluster();

    @BeforeAll
    static void makeStartsLong() {
        SharedCluster.cluster();
        LastKnownTopic.fill(SharedCluster.broker().bootstrapServers(), Dose.records(LAST_KNOWN));
    }

    @Test
    void clientsStraightAtAKilledReplicaMissNothing() {
        for (int round = 0; round < Dose.rounds(); round++) {
            restartBesideOthers("killed", Replica::kill);
        }
    }

    @Test
    @Tag("extended")
    void clientsStraightAtAStoppedReplicaMissNothing() {
        for (int round = 0; round < Dose.rounds(); round++) {
            restartBesideOthers("stopped", Replica::terminate);
        }
    }

    @Test
    void clientsOfTheOnlyReplicaMissNothing() {
        cluster.replica(1).terminate();
        cluster.replica(1).awaitExit(GONE_IN_TIME);
        try (Trial trial = Trial.of(cluster)) {
            restart(trial, "the only replica killed and started", Replica::kill);
        } finally {
            cluster.restart(1);
        }
    }

    private void restartBesideOthers(String how, Consumer<Replica> end) {
        try (Trial trial = Trial.of(cluster)) {
            trial.crowd().follow(STREAMS, UNITS_EACH, cluster.ports().get(1), trial.account());
            restart(trial, "a replica %s and started, clients straight at it".formatted(how), end);
        }
    }

    private void restart(Trial trial, String fault, Consumer<Replica> end) {
        List<Dashboard> straight =
                trial.crowd().follow(STREAMS, UNITS_EACH, cluster.ports().get(0), trial.account());
        straight.forEach(each -> each.source().retriesWithin(AT_ONCE_MILLIS));
        cluster.producer().pace(PER_UNIT_AND_SECOND * STREAMS * UNITS_EACH, STREAMS * UNITS_EACH);
        Waiting.during(Duration.ofSeconds(2));
        long begun = System.nanoTime();
        end.accept(cluster.replica(0));
        cluster.replica(0).awaitExit(GONE_IN_TIME);
        cluster.restart(0);

        trial.passed(fault, trial.recovery(begun, BACK_IN));
    }
}
