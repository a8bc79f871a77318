package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slow readers beside fast ones. */
@Tag("faults")
class SlowReadersFaultIT {

    private static final int TRICKLE = 1_024;
    private static final Duration BACK_IN = Duration.ofSeconds(40);
    private static final long FLAT = 48 * 1024 * 1024;

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void slowReadersAffectThemselvesOnly() {
        try (Trial trial = Trial.of(cluster, 100, 5, 0);
                Balancer trickle = Balancer.narrow(cluster.ports());
                Balancer nothing = Balancer.narrow(cluster.ports());
                Crowd slow = new Crowd(cluster.producer())) {
            slow.follow(1, Cluster.UNITS, trickle.port(), trial.account());
            slow.follow(1, Cluster.UNITS, nothing.port(), trial.account());
            trickle.throttle(TRICKLE);
            nothing.throttle(0);
            List<Scrape> replicas = cluster.ports().stream()
                    .map(trial.crowd()::calls)
                    .map(Scrape::new)
                    .toList();
            double endedBefore = sum(replicas, Scrape::endedSlow);

            cluster.producer().pace(500);
            Waiting.during(Duration.ofSeconds(5));
            List<Long> heap = replicas.stream().map(Scrape::lowestHeap).toList();
            Waiting.until(
                    "both are ended for being slow",
                    Duration.ofSeconds(60),
                    () -> sum(replicas, Scrape::endedSlow) >= endedBefore + 2);
            Waiting.during(Dose.lasting(Duration.ofSeconds(5)));
            for (int i = 0; i < replicas.size(); i++) {
                assertThat(replicas.get(i).lowestHeap()).as("heap in use").isLessThan(heap.get(i) + FLAT);
            }
            assertThat(trial.crowd().count(each -> each.interruptions() > 0)).isZero();

            cluster.producer().pace(50);
            long over = System.nanoTime();
            trickle.heal();
            nothing.heal();
            Duration recovery = slow.recovery(over, BACK_IN);
            trial.passed("100 fast readers beside two slow ones", null);
            slow.settle();
            Results.add("one reader at 1 KB/s, one that never reads", 2, trial.produced(), slow.figures(), recovery);
            assertThat(slow.figures().isFlawless())
                    .as("%s%s", slow.figures(), Crowd.trails(slow.dashboards()))
                    .isTrue();
        }
    }

    private static double sum(List<Scrape> replicas, ToDoubleFunction<Scrape> figure) {
        return replicas.stream().mapToDouble(figure).sum();
    }
}
