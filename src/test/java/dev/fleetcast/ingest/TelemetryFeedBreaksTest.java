package dev.fleetcast.ingest;

import static dev.fleetcast.ingest.FedStream.batch;
import static dev.fleetcast.ingest.FedStream.numbered;
import static dev.fleetcast.ingest.FedStream.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.stream.Router.Reached;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The breaks that streams get when the log does not continue where it was read to. */
class TelemetryFeedBreaksTest {

    private final FedStream fed = new FedStream();

    @Test
    void followersStartAgainWhenTheTopicIsRecreated() {
        fed.stream.follow(1, fed.lookup);
        fed.read(record(1_000, "1", numbered(7)));

        fed.feed.broken(new LogBreak(LogBreak.Cause.RECREATED, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 0L)));
        fed.stream.story();
        fed.read(record(0, "1", numbered(8)));
        fed.stream.follow(2, fed.lookup);
        fed.read(record(1, "1", numbered(9)));

        assertThat(fed.stream.story())
                .containsExactly(
                        "ready 1",
                        "gps 1 #7",
                        "gap topic_recreated 1",
                        "gps snapshot 1 #7",
                        "ready 1",
                        "gps 1 #8",
                        "ready 2",
                        "gps 1 #9");
        assertThat(fed.positions.of(new UnitId(1)).orElseThrow().position().offset())
                .isEqualTo(1);
    }

    @Test
    void positionOfARecreatedTopicComesWithItsNewIdOnly() {
        fed.feed.begins(Map.of(TestRecord.TOPIC, "former"));
        fed.read(record(1_000, "1", numbered(7)));
        assertThat(reached("former")).isEqualTo(1_001);

        fed.feed.begins(Map.of(TestRecord.TOPIC, "recreated"));
        assertThat(reached("former")).isEqualTo(1_001);
        fed.feed.broken(new LogBreak(LogBreak.Cause.RECREATED, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 0L)));

        assertThat(reached("recreated")).isZero();
        fed.read(record(0, "1", numbered(8)));
        assertThat(reached("recreated")).isEqualTo(1);
    }

    @Test
    void positionComesWithTheLeaderEpochOfTheRecordBeforeIt() {
        fed.feed.handle(batch(List.of(record(1, "1", numbered(7))), Optional.of(5)));
        assertThat(epoch()).isEqualTo(5);
        fed.read(record(2, "1", numbered(8)));
        assertThat(epoch()).isEqualTo(5);

        fed.feed.broken(new LogBreak(LogBreak.Cause.CUT, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 1L)));

        assertThat(epoch()).isEqualTo(FeedLog.UNKNOWN_EPOCH);
    }

    private long reached(String topicId) {
        Reached reached = fed.stream.router().reached();
        assertThat(reached.log().topicIds()).isEqualTo(Map.of(TestRecord.TOPIC, topicId));
        return reached.position().next(TestRecord.TOPIC, 3);
    }

    private int epoch() {
        return fed.stream.router().reached().log().epoch(TestRecord.TOPIC, 3);
    }

    @Test
    void followersGetAGapWhenRecordsExpireUnread() {
        fed.stream.follow(1, fed.lookup);
        fed.read(record(1, "1", numbered(7)));

        fed.feed.broken(new LogBreak(LogBreak.Cause.EXPIRED, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 100L)));
        fed.stream.story();
        fed.read(record(100, "1", numbered(8)));

        assertThat(fed.stream.story())
                .containsExactly("ready 1", "gps 1 #7", "gap retention 1", "gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }
}
