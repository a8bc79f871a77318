package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A broker outage: streams stay open, get notified, and get everything afterwards. */
@Tag("faults")
class BrokerFaultIT {

    private static final Duration BACK_IN = Duration.ofSeconds(30);
    private static final Duration ANSWERED_IN = Duration.ofSeconds(6);

    private final Cluster cluster = SharedCluster.cluster();
    private final Broker broker = SharedCluster.broker();

    @Test
    void killedBrokerLosesNothing() {
        try (Trial trial = Trial.of(cluster, Dose.streams(300), 2, 150)) {
            broker.kill();
            Waiting.during(Dose.lasting(Duration.ofSeconds(8)));
            assertOutageIsReported(trial);
            broker.start();
            long over = System.nanoTime();

            Duration recovery = trial.recovery(over, BACK_IN);

            assertNoStreamWasDisturbed(trial);
            trial.passed("broker killed, back on the same log after 8 s", recovery);
        }
    }

    @Test
    void frozenBrokerLosesNothing() {
        try (Trial trial = Trial.of(cluster, Dose.streams(300), 2, 150)) {
            broker.pause();
            Waiting.during(Dose.lasting(Duration.ofSeconds(15)));
            try {
                assertOutageIsReported(trial);
            } finally {
                broker.resume();
            }
            long over = System.nanoTime();

            Duration recovery = trial.recovery(over, BACK_IN);

            assertNoStreamWasDisturbed(trial);
            trial.passed("broker frozen for 15 s", recovery);
        }
    }

    private void assertOutageIsReported(Trial trial) {
        Waiting.until(
                "all clients get degraded",
                ANSWERED_IN,
                () -> trial.crowd().count(each -> each.heard("degraded") == 0) == 0);
        Dashboard late = trial.crowd().open(cluster.balancer().port());
        Waiting.until("a new client gets degraded", ANSWERED_IN, () -> late.heard("degraded") == 1);
        long asked = System.nanoTime();
        Calls.Answer refused = Waiting.result(trial.calls()
                .subscribe(
                        trial.account().login(),
                        late.streamId(),
                        List.of(trial.account().token(1))));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ANSWERED_IN);
        late.source().close();
    }

    private static void assertNoStreamWasDisturbed(Trial trial) {
        Waiting.until(
                "all clients get recovered",
                BACK_IN,
                () -> trial.crowd().count(each -> each.heard("recovered") == 0) == 0);
        assertThat(trial.crowd().count(each -> each.interruptions() > 0))
                .as("streams that were interrupted")
                .isZero();
    }
}
