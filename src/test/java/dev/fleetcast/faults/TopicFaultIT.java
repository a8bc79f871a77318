package dev.fleetcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The feed's log is replaced or truncated: offsets that have been read exist again, with other messages. */
@Tag("faults")
class TopicFaultIT {

    private static final String FEED = "fleet.telemetry";
    private static final int STREAMS = 20;
    private static final int UNITS_EACH = 2;
    private static final int MESSAGES_EACH = 20;
    private static final Duration TOLD_IN = Duration.ofSeconds(90);
    private static final Duration BACK_IN = Duration.ofSeconds(60);

    private final Cluster cluster = SharedCluster.cluster();
    private final Broker broker = SharedCluster.broker();

    @Test
    void recreatedTopicIsAGapForEveryFollower() {
        try (Trial trial = Trial.of(cluster)) {
            List<Dashboard> streams = openAndResumed(trial);
            send(MESSAGES_EACH);
            trial.crowd().settle();

            broker.admin().createAgain(FEED);
            cluster.producer().reconnect();

            finish(trial, streams, "feed topic deleted and created again");
        }
    }

    @Test
    void truncatedLogIsAGapForEveryFollower() {
        Path older = Directories.temporary();
        try (Trial trial = Trial.of(cluster)) {
            List<Dashboard> streams = openAndResumed(trial);
            copyAndGoOn(older, trial);
            trial.crowd().settle();

            broker.kill();
            broker.restore(FEED, older);
            broker.start();
            cluster.producer().reconnect();

            finish(trial, streams, "log of the feed restored from an older copy");
        } finally {
            Directories.delete(older);
        }
    }

    /** Half of the clients are away until the log has passed what they have been given. */
    @Test
    void truncatedLogThatHasGrownAgainIsAGapForThoseWhoReturn() {
        Path older = Directories.temporary();
        try (Trial trial = Trial.of(cluster)) {
            List<Dashboard> streams = openAndResumed(trial);
            copyAndGoOn(older, trial);
            // The next mark has the epoch of the new leader.
            Waiting.during(Duration.ofSeconds(3));
            send(1);
            trial.crowd().settle();

            List<Dashboard> away = streams.subList(0, STREAMS / 2);
            away.forEach(each -> each.source().leave());
            broker.kill();
            broker.restore(FEED, older);
            broker.start();
            cluster.producer().reconnect();
            send(2 * MESSAGES_EACH);
            awaitGaps(streams.subList(STREAMS / 2, STREAMS));
            assertThat(away).noneMatch(Dashboard::isOpen);
            away.forEach(each -> each.source().comeBack());

            finish(trial, streams, "clients away while the log was restored and grew again");
        } finally {
            Directories.delete(older);
        }
    }

    /** Half of the clients reconnect. */
    private List<Dashboard> openAndResumed(Trial trial) {
        List<Dashboard> streams = trial.crowd().follow(STREAMS, UNITS_EACH, cluster.entrances(), trial.account());
        send(2);
        streams.stream().limit(STREAMS / 2).forEach(each -> each.source().loseFor(Duration.ofSeconds(1)));
        send(1);
        trial.recovery(System.nanoTime(), BACK_IN);
        trial.crowd().settle();
        return streams;
    }

    private void send(int messagesEach) {
        for (int i = 0; i < messagesEach; i++) {
            cluster.producer().once();
        }
    }

    /** Copies the log of the feed, and sends more than the copy has. */
    private void copyAndGoOn(Path older, Trial trial) {
        broker.kill();
        broker.copy(FEED, older);
        broker.start();
        cluster.producer().reconnect();
        send(MESSAGES_EACH);
        trial.recovery(System.nanoTime(), BACK_IN);
    }

    /** Continues slowly: the log must not have passed the read offsets again before the change is noticed. */
    private void finish(Trial trial, List<Dashboard> streams, String fault) {
        cluster.producer().pace(30);
        long begun = System.nanoTime();
        awaitGaps(streams);
        Duration recovery = trial.recovery(begun, BACK_IN);
        Waiting.during(Dose.lasting(Duration.ofSeconds(5)));

        Figures figures = trial.finished(fault, recovery);
        assertThat(figures.gaps()).isEqualTo(STREAMS * UNITS_EACH);
    }

    private static void awaitGaps(List<Dashboard> streams) {
        Waiting.until(
                "all streams have a gap",
                TOLD_IN,
                () -> streams.stream().allMatch(each -> each.heard("gap topic_recreated") >= UNITS_EACH));
    }
}
