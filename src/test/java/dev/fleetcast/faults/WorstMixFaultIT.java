package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * All the load that clients can put on a replica with a heap of 256 MB, at the same time and repeatedly, beside some
 * clients that only watch their vehicles. Duration: {@code -Dfleetcast.faults.minutes=60}.
 */
@Tag("faults")
@Tag("extended")
class WorstMixFaultIT {

    private static final Duration LASTING =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("fleetcast.faults.minutes", "0.5"))));
    private static final int GOOD = 20;
    private static final int SLOW = 5;
    private static final int SLOW_BYTES = 10 * 1024;
    private static final int LEAVING = 10;
    private static final int SILENT = 50;
    private static final int UNREAD = 5;
    private static final int UNKNOWN_PONGS = 50;
    private static final int UNPACKED = 64 * 1024 * 1024;
    private static final Duration BACK_IN = Duration.ofSeconds(90);
    private static final String BEGUN = "GET /sse/telemetry/connect HTTP/1.1\r\nHost: loc";
    private static final String FEED =
            "GET /feed/CHANNEL_1,CHANNEL_2,CHANNEL_3?initial=all HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final String INTRUDER = "intruder";

    private final Cluster cluster = SharedCluster.cluster();

    @Test
    void replicaWithLittleMemoryLivesOnAndServesTheOthers() {
        try (SmallReplica small = new SmallReplica(cluster);
                Balancer narrow = Balancer.narrow(List.of(small.port()));
                Crowd slow = new Crowd(cluster.producer());
                Trial trial = Trial.of(cluster)) {
            Calls calls = trial.crowd().calls(small.port());
            Account.create(calls, INTRUDER);
            Account intruder = Account.login(calls, INTRUDER, Cluster.UNITS);
            trial.crowd().follow(GOOD, 3, small.port(), trial.account());
            slow.follow(SLOW, Cluster.UNITS, narrow.port(), intruder);
            narrow.throttle(SLOW_BYTES);
            cluster.producer().fillWith(2_000);
            cluster.producer().pace(300);
            long begun = System.nanoTime();
            int rounds = 0;
            while (System.nanoTime() - begun < LASTING.toNanos()) {
                boolean record = rounds++ % 6 == 0;
                // Subscription tokens live for a quarter of an hour.
                intruder = record ? Account.login(calls, INTRUDER, Cluster.UNITS) : intruder;
                round(small, calls, trial, slow, intruder, record);
            }
            cluster.producer().fillWith(0);

            Duration recovery = trial.recovery(System.nanoTime(), BACK_IN);
            trial.passed("256 MB: the worst mix of clients for %d s".formatted(LASTING.toSeconds()), recovery);
            small.assertWell(calls);
        }
    }

    private void round(SmallReplica small, Calls calls, Trial trial, Crowd slow, Account intruder, boolean record) {
        try (RawConnections hostile = new RawConnections(small.port())
                        .open(SILENT, "")
                        .open(SILENT, BEGUN)
                        .open(UNREAD, FEED);
                Crowd leaving = new Crowd(cluster.producer(), false)) {
            if (record) {
                new HostileRecords(SharedCluster.broker().bootstrapServers())
                        .sendCompressed("fleet.telemetry", UNPACKED);
            }
            for (int i = 0; i < UNKNOWN_PONGS; i++) {
                calls.pong("AAAAAA" + "%026d".formatted(i));
            }
            // Whether these become live is not promised: they are the load.
            leaving.arrive(LEAVING, Cluster.UNITS, List.of(small.port()), intruder);
            assertThat(hostile.opened()).isPositive();
            slow.dashboards().forEach(each -> each.source().lose());
            trial.crowd().dashboards().forEach(each -> each.source().loseFor(Duration.ofSeconds(1)));
            Waiting.during(Duration.ofSeconds(3));
            small.assertWell(calls);
            trial.recovery(System.nanoTime(), BACK_IN);
        }
    }
}
