package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.PlainHttp;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One client, or one record, demands more memory than a replica with a heap of 256 MB has. */
@Tag("faults")
class MemoryFaultIT {

    private static final String FEED = "fleet.telemetry";
    private static final int OTHERS = 10;
    private static final Duration BACK_IN = Duration.ofSeconds(90);
    private static final Duration LASTING = Dose.lasting(Duration.ofSeconds(10));

    private static final int UNPACKED = 260 * 1024 * 1024;
    private static final int CHANNELS = 100;
    private static final int EVENT = 250_000;
    private static final int UNREAD_FEEDS = 20;
    private static final int SLOW_RESUMES = 10;
    private static final int MISSED = 10_000;
    private static final int MESSAGE = 4_700;
    private static final int SLOW = 10 * 1024;
    private static final int DETACHED = 1_050;
    private static final int DETACHED_UNITS = 1_000;
    private static final int SILENT = 400;

    /** The attacking user; the others are ordinary users. */
    private static final String INTRUDER = "intruder";

    private static SmallReplica small;

    private final Cluster cluster = SharedCluster.cluster();
    private Trial trial;
    private Calls calls;

    @BeforeAll
    static void startReplica() {
        small = new SmallReplica(SharedCluster.cluster());
    }

    @AfterAll
    static void stopReplica() {
        small.close();
    }

    @BeforeEach
    void followBesideIt() {
        trial = Trial.of(cluster);
        calls = trial.crowd().calls(small.port());
        Account.create(calls, INTRUDER);
        trial.crowd().follow(OTHERS, 3, small.port(), trial.account());
        cluster.producer().pace(50);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void recordThatIsLargeWhenUnpackedIsSkipped() {
        new HostileRecords(SharedCluster.broker().bootstrapServers()).sendCompressed(FEED, UNPACKED);
        long sent = System.nanoTime();
        trial.recovery(sent, BACK_IN);
        survived();
        small.restart();

        trial.passed("256 MB: a record of 260 MB in 260 KB, and a restart", trial.recovery(sent, BACK_IN));
        cluster.producer().pace(0);
        SharedCluster.broker().admin().deleteEverythingIn(FEED);
        // The ledger may not have read the last messages: every unit sends a newer one.
        cluster.producer().once();
    }

    @Test
    void feedsThatAreNotReadTakeNoMoreThanTheirShare() {
        String publisher = Account.login(calls, "publisher", 0).login();
        List<String> channels =
                IntStream.range(0, CHANNELS).mapToObj(i -> "large-" + i).toList();
        for (String channel : channels) {
            assertThat(PlainHttp.post(
                                    "http://127.0.0.1:" + small.port() + "/push/" + channel,
                                    "x".repeat(EVENT),
                                    "Authorization",
                                    "Bearer " + publisher)
                            .statusCode())
                    .isEqualTo(204);
        }
        String request = "GET /feed/%s?initial=latest HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(channels.stream().collect(Collectors.joining(",")), publisher);
        try (RawConnections unread = new RawConnections(small.port()).open(UNREAD_FEEDS, request)) {
            assertThat(unread.opened()).isPositive();
            Waiting.during(LASTING);
            survived();
            trial.passed("256 MB: 20 feeds of 100 channels, 250 KB each, not read", null);
        }
    }

    @Test
    @Tag("extended")
    void slowResumesTakeNoMoreThanTheirShare() {
        try (Balancer narrow = Balancer.narrow(List.of(small.port()));
                Crowd slow = new Crowd(cluster.producer())) {
            Account intruder = Account.login(calls, INTRUDER, Cluster.UNITS);
            slow.follow(SLOW_RESUMES, Cluster.UNITS, narrow.port(), intruder);
            slow.dashboards().forEach(each -> each.source().loseFor(Duration.ofSeconds(10)));
            narrow.streamFaults(() -> LinkFault.limitedTo(SLOW));
            cluster.producer().fillWith(MESSAGE);
            cluster.producer().pace(MISSED / 9.0);
            Waiting.during(Duration.ofSeconds(9));
            cluster.producer().fillWith(0);
            cluster.producer().pace(50);
            Waiting.during(LASTING.plusSeconds(5));
            survived();
            trial.passed("256 MB: ten resumes of 47 MB each, read at 10 KB/s", null);
        }
    }

    @Test
    void replicaStartsDespiteRecordsOfAbandonedStreams() {
        try (Crowd pattern = new Crowd(cluster.producer(), false);
                DetachedStreams detached = new DetachedStreams(
                        SharedCluster.broker().bootstrapServers(),
                        pattern.follow(1, 1, small.port(), Account.login(calls, INTRUDER, 1))
                                .get(0)
                                .streamId())) {
            Scrape scrape = new Scrape(calls);
            double before = scrape.known();
            detached.write(DETACHED, DETACHED_UNITS);
            Waiting.until("they are read", BACK_IN, () -> scrape.known() >= before + DETACHED);
            Waiting.during(LASTING);
            survived();
            long begun = System.nanoTime();
            small.restart();
            Duration recovery = trial.recovery(begun, BACK_IN);
            survived();

            trial.passed("256 MB: 1,050 detached streams of 1,000 units each, and a restart", recovery);
        }
    }

    @Test
    @Tag("extended")
    void silentConnectionsDoNotKeepClientsOut() {
        try (RawConnections silent = new RawConnections(small.port())
                .open(SILENT, "")
                .open(SILENT, "GET /sse/telemetry/connect HTTP/1.1\r\nHost: loc")
                .open(SILENT, "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")) {
            assertThat(silent.opened()).isPositive();
            survived();
            trial.passed("256 MB: 1,200 connections that are silent or half-sent", null);
        }
    }

    private void survived() {
        small.assertWell(calls);
        trial.crowd().follow(1, 3, small.port(), trial.account());
    }
}
