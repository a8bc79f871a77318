package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.ledger.LastKnownRecords;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.TestMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LastKnownLoadTest {

    private static final UnitId UNIT = new UnitId(1);
    private static final TopicPartition FEED = new TopicPartition("fleet.telemetry", 0);

    private final LastKnownPositions positions = new LastKnownPositions();
    private final LastKnownLoad load = new LastKnownLoad(positions);

    @Test
    void everythingIsLoadedBeforeTheFeedBegins() {
        handle(List.of(record("1", "fleet.telemetry", 100)));

        assertThat(loadedOffset()).contains(100L);
    }

    @Test
    void positionsTheFeedWillReadAreNotLoaded() {
        feedBeginsAt(100);

        handle(List.of(record("1", "fleet.telemetry", 100)));
        assertThat(loadedOffset()).isEmpty();
        handle(List.of(record("1", "fleet.telemetry", 99)));

        assertThat(loadedOffset()).contains(99L);
    }

    @Test
    void positionFromANewerLogThanTheOneThatTheFeedReadsIsNotLoaded() {
        feedBeginsAt(100);

        handle(List.of(record("1", "fleet.telemetry", 0, Instant.now().plusSeconds(1))));

        assertThat(loadedOffset()).isEmpty();
    }

    @Test
    void positionFromAPartitionThatTheFeedDoesNotReadIsNotLoaded() {
        feedBeginsAt(100);

        handle(List.of(record("1", "fleet.former", 5)));

        assertThat(loadedOffset()).isEmpty();
    }

    @Test
    void feedBeginsAtItsOwnPosition() {
        Map<TopicPartition, Long> starts =
                load.endingAt((consumer, partitions) -> Map.of(FEED, 7L)).of(null, List.of(FEED));

        assertThat(starts).isEqualTo(Map.of(FEED, 7L));
    }

    @Test
    void foreignRecordsAreSkipped() {
        Headers none = new RecordHeaders();

        handle(List.of(
                record("unit", "fleet.telemetry", 1),
                record(null, TestRecord.bytes("{}"), none),
                record("1", null, none),
                record("1", TestRecord.bytes("{}"), none),
                record("1", "fleet.telemetry", 2)));

        assertThat(loadedOffset()).contains(2L);
    }

    @Test
    void unreadablePositionDoesNotReplaceAReadableOne() {
        byte[] illFormed =
                TestMessage.gps().with("x_driver", "\"\u00c0\"").json().getBytes(StandardCharsets.ISO_8859_1);
        Headers newer = record("1", "fleet.telemetry", 2).headers();

        handle(List.of(record("1", "fleet.telemetry", 1), record("1", illFormed, newer)));

        assertThat(loadedOffset()).contains(1L);
    }

    private void feedBeginsAt(long offset) {
        load.endingAt((consumer, partitions) -> Map.of(FEED, offset)).of(null, List.of(FEED));
    }

    private Optional<Long> loadedOffset() {
        return positions.of(UNIT).map(last -> last.position().offset());
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String topic, long offset) {
        return record(key, topic, offset, Instant.EPOCH);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String topic, long offset, Instant recordTime) {
        byte[] message = TestMessage.gps().bytes();
        RecordOffset position = new RecordOffset(topic, 0, offset);
        LastKnown last = new LastKnown(message, position, recordTime, Instant.EPOCH, Instant.EPOCH, false, 0);
        return record(key, message, LastKnownRecords.headers(last));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "fleetcast.last-known",
                0,
                1,
                1,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                TestRecord.bytes(key),
                value,
                headers,
                Optional.empty());
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(load::load);
    }
}
