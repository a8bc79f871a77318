package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka has deleted messages that a client missed. */
@Tag("faults")
class RetentionFaultIT {

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void expiredMessagesAreAGapAndTheNewestIsShown() {
        try (Trial trial = Trial.of(cluster)) {
            List<Dashboard> dashboards =
                    trial.crowd().follow(20, 2, cluster.balancer().port(), trial.account());
            cluster.producer().once();
            trial.crowd().settle();
            cluster.balancer().streamFaults(() -> LinkFault.cutAfter(1, false));
            cluster.balancer().cutStreams(any -> true);
            Waiting.until(
                    "all are cut off",
                    Duration.ofSeconds(10),
                    () -> dashboards.stream().noneMatch(Dashboard::isOpen));
            for (int i = 0; i < 10; i++) {
                cluster.producer().once();
            }
            SharedCluster.broker().admin().deleteEverythingIn("fleet.telemetry");
            cluster.balancer().streamFaults(() -> LinkFault.NONE);
            long over = System.nanoTime();

            Duration recovery = trial.recovery(over, Duration.ofSeconds(30));

            Figures figures = trial.finished("what was missed is no longer in Kafka", recovery);
            assertThat(figures.gaps()).isEqualTo(20 * 2);
        } finally {
            cluster.balancer().streamFaults(() -> LinkFault.NONE);
        }
    }
}
