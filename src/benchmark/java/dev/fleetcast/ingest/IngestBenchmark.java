package dev.fleetcast.ingest;

import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.ledger.LastKnownRecords;
import dev.fleetcast.ingest.ledger.LedgerBatch;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.ingest.record.Updates;
import dev.fleetcast.stream.FollowedRouter;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.tracing.FeedTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The cost of a record after the Kafka client: in the feed with one unit in a hundred followed, in the ledger, as an
 * update, as the last known position that a replica reads back, and as the snapshot of a stream. The feed reads the same
 * batch repeatedly, so that it judges last known positions without replacing them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class IngestBenchmark {

    private static final IngestConfig CONFIG = Settings.of(IngestConfig.class, Map.of());

    private final UnitDirectory directory = FeedBatch.directory();
    private final RecordInterpreter interpreter = new RecordInterpreter(directory);
    private final LastKnownPositions known = new LastKnownPositions();
    private final TelemetryFeed feed = new TelemetryFeed(
            interpreter,
            known,
            new LastKnownLoad(known),
            new LateOffsets(),
            unit -> Optional.empty(),
            new IngestMetrics(new SimpleMeterRegistry()),
            new FeedLag(new SimpleMeterRegistry()),
            FeedTraces.OFF,
            TripFields.NONE);
    private final ConsumerRecords<byte[], byte[]> batch = FeedBatch.of(1);
    private final ConsumerRecord<byte[], byte[]> record = batch.iterator().next();
    private final UnitId unit = interpreter.unitByKey(record).orElseThrow();
    private final LastKnownLoad load = new LastKnownLoad(known);
    private final LastKnownLookup lookup = new LastKnownLookup(known, directory, TripFields.NONE);
    private final ConsumerRecord<byte[], byte[]> stored;

    /** Reads the record once, so that its position is known. */
    public IngestBenchmark() {
        RecordOffset position = Updates.position(record);
        LastKnown last = new LastKnown(record.value(), position, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, false, 1);
        known.load(unit, last);
        // The feed begins with the record.
        load.endingAt((consumer, partitions) ->
                        Map.of(new TopicPartition(record.topic(), record.partition()), record.offset()))
                .of(null, List.of());
        stored = new ConsumerRecord<>("last-known", 0, 0, record.key(), record.value());
        LastKnownRecords.headers(last).forEach(stored.headers()::add);
    }

    @Setup
    public void subscribe() {
        FollowedRouter.of(FeedBatch.UNITS / 100).subscribeTo(feed.items());
    }

    @Benchmark
    @OperationsPerInvocation(FeedBatch.UNITS)
    public void feed() {
        feed.handle(batch);
    }

    @Benchmark
    @OperationsPerInvocation(FeedBatch.UNITS)
    public LedgerBatch ledger() {
        LedgerBatch page = new LedgerBatch(known, CONFIG);
        Instant readAt = Instant.now();
        for (ConsumerRecord<byte[], byte[]> each : batch) {
            page.enter(each, interpreter.glance(each, unit -> false), readAt);
        }
        return page;
    }

    @Benchmark
    public Update update() {
        Accepted accepted = (Accepted) interpreter.interpret(record);
        return Updates.update(record, accepted, Timeliness.IN_TIME, TripFields.NONE, Instant.EPOCH, 1);
    }

    @Benchmark
    public void readBack() {
        load.load(stored);
    }

    @Benchmark
    public Optional<Update> snapshot() {
        return lookup.of(unit);
    }
}
