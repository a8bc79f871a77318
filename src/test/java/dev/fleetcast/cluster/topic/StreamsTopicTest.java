package dev.fleetcast.cluster.topic;

import static dev.fleetcast.cluster.TestStreams.A;
import static dev.fleetcast.cluster.TestStreams.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.cluster.TestStreams;
import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.stream.spi.AreaRecord.Visit;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.PackedSubscriptions.Numbered;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.testing.JsonRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsTopicTest {

    private static final long AT = 1_000_000;
    private static final long OFFSET = 40;

    private final JsonRecords records = new JsonRecords();
    private final StreamsTopic topic = new StreamsTopic(records.topics(), records.out()::send);
    private final Heard heard = new Heard();

    private static final class Heard implements StreamsTopic.Handler {

        private final List<Object> told = new ArrayList<>();

        @Override
        public void written(long key, StreamRecord record, long serial, Place place) {
            told.addAll(List.of(key, record, serial));
        }

        @Override
        public void claimed(long key, Claim claim, Place place) {
            told.addAll(List.of(key, claim, place));
        }

        @Override
        public void removed(long key) {
            told.add(key);
        }
    }

    @Test
    void recordIsReadAsItWasWritten() {
        StreamRecord record = TestStreams.record("claim", A, 4);

        topic.write(record, 12);
        read(records.last().key(), records.last().value());

        assertThat(heard.told).containsExactly(STREAM.key(), record, 12L);
    }

    @Test
    void filtersAndAreaAreReadAsTheyWereWritten() {
        StreamRecord record = TestStreams.record("claim", A, 4);
        DeliveryMode filtered = DeliveryMode.parse("latest", "PT2S", "gps.speed > 50");
        var followed = PackedSubscriptions.of(
                List.of(new PackedSubscriptions.Group(FeedPosition.START, filtered, List.of(new Numbered(1, 1)))));
        var visits = List.of(new Visit(2, 2, 0), new Visit(3, 4, 9));
        var area = new AreaRecord("{\"bbox\":[0,0,1,1]}", visits, new AreaRecord.Limit(5, 3_000, 2_000));
        StreamRecord written =
                new StreamRecord(record.streamId(), "claim", A, record.owner(), 2, followed, 0, false, area);

        topic.write(written, 12);
        read(records.last().key(), records.last().value());

        assertThat(heard.told).containsExactly(STREAM.key(), written, 12L);
    }

    @Test
    void recordOfAThousandUnitsIsSmall() {
        StreamRecord record = TestStreams.record("claim", A, 4);
        var units = LongStream.range(0, 1_000)
                .mapToObj(unit -> new Numbered(1_000_000 + unit, (int) unit))
                .toList();
        var followed = new PackedSubscriptions.Group(FeedPosition.START, DeliveryMode.EVERY, units);
        StreamRecord large = new StreamRecord(
                record.streamId(),
                "claim",
                A,
                record.owner(),
                1_000,
                PackedSubscriptions.of(List.of(followed)),
                0,
                false,
                record.area());

        topic.write(large, 1);

        assertThat(records.last().value()).hasSizeLessThan(13_000);
    }

    @Test
    void claimIsReadAsItWasWritten() {
        topic.write(-5, new Claim("token", A, 17));
        read(records.last().key(), records.last().value());

        assertThat(heard.told).containsExactly(-5L, new Claim("token", A, 17), new Place(OFFSET, AT));
    }

    @Test
    void claimIsNeverTooLateForThePreviousRelease() {
        topic.write(-5, new Claim("token", A, 17));

        assertThat(records.last().value()).contains("\"expires\":" + Long.MAX_VALUE);
    }

    @Test
    void lateClaimOfThePreviousReleaseIsIgnored() {
        String claim = "{\"token\":\"token\",\"holder\":\"AAAAAA\",\"expires\":%d}";
        read("c:fffffffffffffffb", claim.formatted(AT - 1));
        assertThat(heard.told).isEmpty();

        read("c:fffffffffffffffb", claim.formatted(AT));
        assertThat(heard.told).containsExactly(-5L, new Claim("token", A, OFFSET), new Place(OFFSET, AT));
    }

    @Test
    void recordWithoutValueIsARemoval() {
        read("r:0000000000000005", null);
        read("c:0000000000000005", null);

        assertThat(heard.told).containsExactly(5L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "r:0000000000000001|{}",
                "r:0000000000000001|null",
                "r:0000000000000001|{\"id\":\"x\",\"claim\":\"c\",\"holder\":\"AAAAAA\"}",
                "r:0000000000000001|[",
                "r:xyz|{}",
                "c:0000000000000001|{\"token\":\"t\"}",
                "c:0000000000000001|{\"token\":\"t\",\"holder\":\"x\"}",
                "other|{}",
            })
    void impossibleRecordIsSkipped(String key, String value) {
        read(key, value);

        assertThat(heard.told).isEmpty();
    }

    @Test
    void recordWithoutKeyIsSkipped() {
        read(null, "{}");

        assertThat(heard.told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"start\":{\"fleet.telemetry\":null},\"units\":[1,1]}"})
    void unexpectedRecordDoesNotAffectTheRestOfItsBatch(String followed) {
        StreamRecord record = TestStreams.record("claim", A, 4);
        String unforeseen = value(record, 12).replaceFirst("\"followed\":\\[", "\"followed\":[" + followed + ",");
        String key = records.last().key();
        BatchHandler handler = new EachRecord(read -> topic.read(read, heard));

        handler.handle(new ConsumerRecords<>(
                Map.of(
                        new TopicPartition("streams", 0),
                        List.of(
                                record(key, value(record, 11)),
                                record(key, unforeseen),
                                record(key, value(record, 13)))),
                Map.of()));

        assertThat(unforeseen).contains(followed);
        assertThat(heard.told).containsExactly(STREAM.key(), record, 11L, STREAM.key(), record, 13L);
    }

    private String value(StreamRecord record, long serial) {
        topic.write(record, serial);
        return records.last().value();
    }

    private void read(String key, String value) {
        topic.read(record(key, value), heard);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        return new ConsumerRecord<>(
                "streams",
                0,
                OFFSET,
                AT,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                bytes(key),
                bytes(value),
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
