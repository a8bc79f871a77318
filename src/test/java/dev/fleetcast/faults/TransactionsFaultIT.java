package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sender that writes in transactions and does not commit all of them. */
@Tag("faults")
class TransactionsFaultIT {

    private static final int STREAMS = 10;
    private static final int UNITS = 5;
    private static final int ROUNDS = 12;
    private static final Duration BACK_IN = Duration.ofSeconds(60);

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void abortedRecordsAreNeverDeliveredAndCommittedOnesAreComplete() {
        try (Trial trial = Trial.of(cluster);
                TransactionalSender sender =
                        new TransactionalSender(SharedCluster.broker().bootstrapServers(), cluster.producer())) {
            List<Dashboard> streams = trial.crowd().follow(STREAMS, UNITS, cluster.entrances(), trial.account());
            for (int round = 0; round < ROUNDS; round++) {
                sender.abort(UNITS, 3);
                sender.commit(UNITS, 2);
                if (round % 4 == 3) {
                    streams.forEach(each -> each.source().loseFor(Duration.ofMillis(500)));
                }
            }
            long over = System.nanoTime();
            Duration recovery = trial.recovery(over, BACK_IN);
            sender.abort(UNITS, 3);
            cluster.replica(0).kill();
            cluster.restart(0);
            sender.abort(UNITS, 1);
            sender.commit(UNITS, 1);
            trial.recovery(over, BACK_IN);

            trial.passed("transactions aborted in the middle", recovery);
            assertLastKnownWasCommitted(trial);
        }
    }

    /** Checks both replicas: the one that continued reading, and the one that loaded the position at its start. */
    private void assertLastKnownWasCommitted(Trial trial) {
        for (int port : cluster.ports()) {
            for (long unit = 1; unit <= UNITS; unit++) {
                Calls.Answer answer = Waiting.result(
                        trial.crowd().calls(port).unit(trial.account().login(), unit));
                assertThat(answer.json()
                                .getJsonObject("data")
                                .getJsonObject("telemetry")
                                .getLong(Producer.NUMBER))
                        .isEqualTo(cluster.producer().sent().get(unit));
            }
        }
    }
}
