package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks that drop connections wherever they happen to be. */
@Tag("faults")
class CutClientsFaultIT {

    private static final int UNITS_EACH = 3;
    private static final int MOST_BYTES = 15_000;

    private final Random chance = Dose.chance(getClass());
    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void streamCutAtAnyByteGoesOnWhereItWas() {
        int streams = Dose.streams(200);
        try (Crowd crowd = new Crowd(cluster.producer())) {
            int port = cluster.balancer().port();
            Account account = Account.login(crowd.calls(port), "demo", Cluster.UNITS);
            crowd.follow(streams, UNITS_EACH, port, account);
            long before = cluster.producer().total();
            cluster.producer().pace(300);

            cluster.balancer()
                    .streamFaults(() -> LinkFault.cutAfter(1 + chance.nextInt(MOST_BYTES), chance.nextBoolean()));
            cluster.balancer().cutStreams(any -> true);
            Waiting.during(Dose.lasting(Duration.ofSeconds(20)));
            cluster.balancer().streamFaults(() -> LinkFault.NONE);
            long over = System.nanoTime();
            cluster.balancer().cutStreams(any -> true);

            Duration recovery = crowd.recovery(over, Duration.ofSeconds(30));
            crowd.settle();
            Figures figures = crowd.figures();
            Results.add(
                    "clients cut at random bytes", streams, cluster.producer().total() - before, figures, recovery);
            assertThat(figures.isFlawless()).as(figures.toString()).isTrue();
            assertThat(figures.gaps()).isZero();
            assertThat(crowd.count(each -> each.interruptions() < 3)).isZero();
        } finally {
            cluster.balancer().streamFaults(() -> LinkFault.NONE);
        }
    }
}
