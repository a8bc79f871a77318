package dev.fleetcast.ingest;

import dev.fleetcast.fleet.TestFleet;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.stream.RoutedStream;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.testing.TestMessage;
import dev.fleetcast.tracing.FeedTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A stream behind a feed: everything between a record and an event is real, and in memory. */
final class FedStream {

    private final UnitDirectory directory =
            TestFleet.directory(TestFleet.unitInVehicle(1, null), TestFleet.unit(2, null, null));
    final LastKnownPositions positions = new LastKnownPositions();
    final LastKnownLookup lookup = new LastKnownLookup(positions, directory, TripFields.NONE);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RoutedStream stream = new RoutedStream();
    final LateOffsets late = new LateOffsets();
    final TelemetryFeed feed = newFeed();

    FedStream() {
        stream.router().subscribeTo(feed.items());
    }

    TelemetryFeed newFeed() {
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

    static TestMessage numbered(int number) {
        return TestMessage.gps().with("seq_no", Integer.toString(number));
    }

    static ConsumerRecord<byte[], byte[]> record(long offset, String key, TestMessage message) {
        return TestRecord.at(offset, key, message.bytes());
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        read(List.of(record));
    }

    void read(List<ConsumerRecord<byte[], byte[]>> records) {
        feed.handle(batch(records));
    }

    static ConsumerRecords<byte[], byte[]> batch(List<ConsumerRecord<byte[], byte[]>> records) {
        return batch(records, Optional.empty());
    }

    static ConsumerRecords<byte[], byte[]> batch(
            List<ConsumerRecord<byte[], byte[]>> records, Optional<Integer> epoch) {
        TopicPartition partition = new TopicPartition(TestRecord.TOPIC, 3);
        long next = records.get(records.size() - 1).offset() + 1;
        return new ConsumerRecords<>(
                Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(next, epoch, "")));
    }
}
