package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.stream.RoutedStream;
import dev.fleetcast.stream.Router.Reached;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import dev.fleetcast.tracing.FeedTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelemetryFeedTest {

    private static final Instant NOON = Instant.ofEpochMilli(TestRecord.TIMESTAMP);

    private final UnitDirectory directory =
            TestFleet.directory(TestFleet.unitInVehicle(1, null), TestFleet.unit(2, null, null));
    private final LastKnownPositions positions = new LastKnownPositions();
    private final LastKnownLookup lookup = new LastKnownLookup(positions, directory, TripFields.NONE);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RoutedStream stream = new RoutedStream();
    private final LateOffsets late = new LateOffsets();
    private final TelemetryFeed feed = newFeed();

    @BeforeEach
    void subscribe() {
        stream.router().subscribeTo(feed.items());
    }

    @Test
    void messageOfAFollowedUnitReachesTheStreamExtendedAndUnharmed() {
        stream.follow(1, lookup);

        read(record(1, "1", numbered(7).with("x_vendor", "27.90")));

        JsonNode message = stream.messages().get(0);
        assertThat(stream.story()).containsExactly("ready 1", "gps 1 #7");
        assertThat(message.path("vehicle").path("reg_no").asText()).isEqualTo("REG 1");
        assertThat(message.path("late").booleanValue()).isFalse();
        assertThat(Instant.parse(message.path("received_at").asText())).isAfter(NOON);
        assertThat(message.path("x_vendor").asText()).startsWith("27.9");
    }

    @Test
    void messageOfAnUnfollowedUnitIsTheSnapshotOfItsNextFollower() {
        stream.follow(2, lookup);

        read(record(1, "1", numbered(7)));
        stream.follow(1, lookup);
        read(record(2, "1", numbered(8)));

        assertThat(stream.story()).containsExactly("ready 2", "gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void followersStartAgainWhenTheTopicIsRecreated() {
        stream.follow(1, lookup);
        read(record(1_000, "1", numbered(7)));

        feed.broken(new LogBreak(LogBreak.Cause.RECREATED, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 0L)));
        stream.story();
        read(record(0, "1", numbered(8)));
        stream.follow(2, lookup);
        read(record(1, "1", numbered(9)));

        assertThat(stream.story())
                .containsExactly(
                        "ready 1",
                        "gps 1 #7",
                        "gap topic_recreated 1",
                        "gps snapshot 1 #7",
                        "ready 1",
                        "gps 1 #8",
                        "ready 2",
                        "gps 1 #9");
        assertThat(positions.of(new UnitId(1)).orElseThrow().position().offset())
                .isEqualTo(1);
    }

    @Test
    void positionOfARecreatedTopicComesWithItsNewIdOnly() {
        feed.begins(Map.of(TestRecord.TOPIC, "former"));
        read(record(1_000, "1", numbered(7)));
        assertThat(reached("former")).isEqualTo(1_001);

        feed.begins(Map.of(TestRecord.TOPIC, "recreated"));
        assertThat(reached("former")).isEqualTo(1_001);
        feed.broken(new LogBreak(LogBreak.Cause.RECREATED, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 0L)));

        assertThat(reached("recreated")).isZero();
        read(record(0, "1", numbered(8)));
        assertThat(reached("recreated")).isEqualTo(1);
    }

    @Test
    void positionComesWithTheLeaderEpochOfTheRecordBeforeIt() {
        feed.handle(batch(List.of(record(1, "1", numbered(7))), Optional.of(5)));
        assertThat(epoch()).isEqualTo(5);
        read(record(2, "1", numbered(8)));
        assertThat(epoch()).isEqualTo(5);

        feed.broken(new LogBreak(LogBreak.Cause.CUT, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 1L)));

        assertThat(epoch()).isEqualTo(FeedLog.UNKNOWN_EPOCH);
    }

    private long reached(String topicId) {
        Reached reached = stream.router().reached();
        assertThat(reached.log().topicIds()).isEqualTo(Map.of(TestRecord.TOPIC, topicId));
        return reached.position().next(TestRecord.TOPIC, 3);
    }

    private int epoch() {
        return stream.router().reached().log().epoch(TestRecord.TOPIC, 3);
    }

    @Test
    void followersGetAGapWhenRecordsExpireUnread() {
        stream.follow(1, lookup);
        read(record(1, "1", numbered(7)));

        feed.broken(new LogBreak(LogBreak.Cause.EXPIRED, Map.of(new TopicPartition(TestRecord.TOPIC, 3), 100L)));
        stream.story();
        read(record(100, "1", numbered(8)));

        assertThat(stream.story())
                .containsExactly("ready 1", "gps 1 #7", "gap retention 1", "gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void feedWaitsUntilTheNextItemIsRequested() throws InterruptedException {
        TelemetryFeed unread = newFeed();
        AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        List<FeedItem> items = new CopyOnWriteArrayList<>();
        unread.items().subscribe().with(subscription::set, items::add, failed -> {}, () -> {});
        Thread reader = new Thread(() -> {
            unread.handle(batch(List.of(record(1, "1", numbered(7)))));
            unread.handle(batch(List.of(record(2, "1", numbered(8)))));
        });

        subscription.get().request(1);
        reader.start();
        Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
        assertThat(items).hasSize(1);
        subscription.get().request(1);
        reader.join();

        assertThat(items).hasSize(2);
    }

    @Test
    void messageInTheSnapshotIsNotDeliveredAgain() {
        stream.follow(1, unit -> {
            read(record(1, "1", numbered(7)));
            return lookup.of(unit);
        });
        read(record(2, "1", numbered(8)));

        assertThat(stream.story()).containsExactly("gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void messageDuringTheSnapshotIsNotMissed() {
        read(record(1, "1", numbered(7)));

        stream.follow(1, unit -> {
            var snapshot = lookup.of(unit);
            read(record(2, "1", numbered(8)));
            return snapshot;
        });

        assertThat(stream.story()).containsExactly("gps snapshot 1 #7", "ready 1", "gps 1 #8");
    }

    @Test
    void lateMessageIsDeliveredInItsPlaceAndMarked() {
        stream.follow(1, lookup);

        read(record(1, "1", numbered(1).fixedAt(NOON)));
        read(record(2, "1", numbered(2).fixedAt(NOON.minusSeconds(60))));
        read(record(3, "1", numbered(3).fixedAt(NOON.plusSeconds(1))));

        assertThat(stream.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #2", "gps 1 #3");
        assertThat(stream.messages())
                .extracting(message -> message.path("late").booleanValue())
                .containsExactly(false, true, false);
    }

    @Test
    void lateMessagesAreRememberedForReplays() {
        read(List.of(
                record(1, "1", numbered(1).fixedAt(NOON)),
                record(2, "1", numbered(2).fixedAt(NOON.minusSeconds(60))),
                record(3, "1", numbered(3).fixedAt(NOON))));

        assertThat(List.of(verdict(1), verdict(2), verdict(3)))
                .containsExactly(Optional.of(false), Optional.of(true), Optional.of(false));
        assertThat(verdict(4)).isEmpty();
    }

    @Test
    void onlyAPositionOfNowSupersedesTheOneBefore() {
        stream.followNewest(1, lookup);
        read(record(1, "1", numbered(1).fixedAt(NOON)));
        read(record(2, "1", numbered(2).fixedAt(NOON)));
        read(record(3, "1", numbered(3).fixedAt(NOON.plusSeconds(1))));

        read(record(4, "1", numbered(4).fixedAt(NOON)));
        read(record(5, "1", numbered(5).fixedAt(NOON.plusSeconds(2)).with("valid", "false")));
        read(record(6, "1", numbered(6).with("gps", "{}")));
        stream.follow(1, lookup);

        assertThat(stream.story()).containsExactly("ready 1", "gps 1 #1", "gps 1 #3");
    }

    @Test
    void unusableRecordsAreSkipped() {
        stream.follow(1, lookup);

        read(List.of(
                TestRecord.at(1, "1", null),
                TestRecord.at(2, "1", TestRecord.bytes("oops")),
                record(3, "unknown", numbered(3).without("device")),
                record(4, "1", numbered(4).with("gps.latitude", "91")),
                record(5, "1", numbered(5))));

        assertThat(stream.story()).containsExactly("ready 1", "gps 1 #5");
        assertThat(meters.get("fleetcast.feed.records").counter().count()).isEqualTo(5);
    }

    @Test
    void lastKnownPositionIsTheRecordsOwn() {
        read(record(41, "2", numbered(7).fixedAt(NOON)));

        LastKnown known = positions.of(new UnitId(2)).orElseThrow();
        assertThat(known.position().offset()).isEqualTo(41);
        assertThat(known.position().partition()).isEqualTo(3);
        assertThat(known.recordTime()).isEqualTo(NOON);
        assertThat(known.message()).isEqualTo(numbered(7).fixedAt(NOON).bytes());
    }

    private TelemetryFeed newFeed() {
        return new TelemetryFeed(
                new RecordInterpreter(directory),
                positions,
                new LastKnownLoad(positions),
                late,
                lookup,
                new IngestMetrics(meters),
                new FeedLag(meters),
                FeedTraces.OFF,
                TripFields.NONE);
    }

    private Optional<Boolean> verdict(long offset) {
        return late.verdict(new RecordOffset(TestRecord.TOPIC, 3, offset));
    }

    private static TestMessage numbered(int number) {
        return TestMessage.gps().with("seq_no", Integer.toString(number));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, TestMessage message) {
        return TestRecord.at(offset, key, message.bytes());
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        read(List.of(record));
    }

    private void read(List<ConsumerRecord<byte[], byte[]>> records) {
        feed.handle(batch(records));
    }

    private static ConsumerRecords<byte[], byte[]> batch(List<ConsumerRecord<byte[], byte[]>> records) {
        return batch(records, Optional.empty());
    }

    private static ConsumerRecords<byte[], byte[]> batch(
            List<ConsumerRecord<byte[], byte[]>> records, Optional<Integer> epoch) {
        TopicPartition partition = new TopicPartition(TestRecord.TOPIC, 3);
        long next = records.get(records.size() - 1).offset() + 1;
        return new ConsumerRecords<>(
                Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(next, epoch, "")));
    }
}
