package dev.fleetcast.ingest;

import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.Interpretation.Usable;
import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.Updates;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.LogBreak.Cause;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.Passage;
import dev.fleetcast.telemetry.Timeliness;
import dev.fleetcast.tracing.FeedTraces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the whole feed on every replica: keeps the last known positions in memory and routes the updates of followed
 * units. Called by the feed reader's thread only.
 */
@ApplicationScoped
class TelemetryFeed implements BatchHandler {

    private static final Logger LOG = Logger.getLogger(TelemetryFeed.class);

    private final RecordInterpreter interpreter;
    private final LastKnownPositions lastKnown;
    private final LastKnownLoad load;
    private final LateOffsets late;
    private final Router router;
    private final Snapshots snapshots;
    private final IngestMetrics metrics;
    private final FeedLag lag;
    private final FeedTraces traces;
    private long sequence;

    TelemetryFeed(
            RecordInterpreter interpreter,
            LastKnownPositions lastKnown,
            LastKnownLoad load,
            LateOffsets late,
            Router router,
            Snapshots snapshots,
            IngestMetrics metrics,
            FeedLag lag,
            FeedTraces traces) {
        this.interpreter = interpreter;
        this.lastKnown = lastKnown;
        this.load = load;
        this.late = late;
        this.router = router;
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.lag = lag;
        this.traces = traces;
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> batch) {
        FeedPosition after = positionAfter(batch);
        router.beginning(after);
        Instant receivedAt = Instant.now();
        List<Update> updates = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            lag.record(record.timestamp());
            takeAlone(record, receivedAt, updates);
        }
        metrics.read(batch.count());
        lag.batchOver(receivedAt);
        late.judged(after);
        router.route(updates, after);
    }

    /** Restarts every stream from the last known positions of its units, because the records in between are lost. */
    @Override
    public void broken(LogBreak at) {
        load.endAt(at);
        FeedPosition after = router.position();
        for (var offset : after.offsets().entrySet()) {
            for (int partition = 0; partition < offset.getValue().length; partition++) {
                Long next = next(at, offset.getKey(), partition);
                after = next == null ? after : after.with(offset.getKey(), partition, next);
            }
        }
        for (var offset : at.next().entrySet()) {
            after = after.with(offset.getKey().topic(), offset.getKey().partition(), offset.getValue());
        }
        lastKnown.goOnFrom(position -> next(at, position.topic(), position.partition()));
        late.begin(after);
        router.restart(after, at.cause() == Cause.EXPIRED ? GapReason.RETENTION : GapReason.TOPIC_RECREATED, snapshots);
    }

    /** Returns the next offset to read; null if unchanged. A recreated topic may have fewer partitions. */
    private static Long next(LogBreak at, String topic, int partition) {
        Long next = at.next().get(new TopicPartition(topic, partition));
        boolean gone = next == null
                && at.cause() == Cause.RECREATED
                && at.next().keySet().stream().anyMatch(each -> each.topic().equals(topic));
        return gone ? Long.valueOf(0) : next;
    }

    /** Wraps the start offsets: notes them as the feed's position before the first record. */
    StartOffsets startingAt(StartOffsets starts) {
        return (consumer, partitions) -> {
            Map<TopicPartition, Long> offsets = starts.of(consumer, partitions);
            FeedPosition start = FeedPosition.START;
            for (var offset : offsets.entrySet()) {
                start = start.with(offset.getKey().topic(), offset.getKey().partition(), offset.getValue());
            }
            // For a topic that was recreated or truncated while no replica was running.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            lastKnown.goOnFrom(position -> ends.get(new TopicPartition(position.topic(), position.partition())));
            late.begin(start);
            router.beginning(start);
            router.route(List.of(), start);
            return offsets;
        };
    }

    private FeedPosition positionAfter(ConsumerRecords<byte[], byte[]> batch) {
        FeedPosition after = router.position();
        for (var next : batch.nextOffsets().entrySet()) {
            after = after.with(
                    next.getKey().topic(),
                    next.getKey().partition(),
                    next.getValue().offset());
        }
        return after;
    }

    /** An unexpected failure skips one record, not the batch. */
    private void takeAlone(ConsumerRecord<byte[], byte[]> record, Instant receivedAt, List<Update> updates) {
        try {
            // Most units have no follower; their messages need no full decoding.
            if (interpreter.glance(record, router::isFollowed) instanceof Usable usable) {
                take(record, usable, receivedAt, updates);
            }
        } catch (RuntimeException unforeseen) {
            metrics.failed();
            LOG.debugf(
                    unforeseen,
                    "Unexpected failure at record %s-%d@%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Usable usable, Instant receivedAt, List<Update> updates) {
        long number = ++sequence;
        KafkaPosition position = Updates.position(record);
        lag.message(usable.report(), record.timestamp());
        // Last known positions first: see Router.isFollowed.
        Timeliness timeliness = lastKnown.offer(
                usable.unit().id(), usable.report(), usable.raw(), position, Updates.time(record), receivedAt, number);
        if (timeliness.late()) {
            late.add(position);
        }
        // Checked again: a client may have started to follow the unit.
        if (router.isFollowed(usable.unit().id())) {
            Passage passage = traces.begin(record, receivedAt);
            interpreter
                    .whole(usable)
                    .map(accepted -> Updates.update(record, accepted, timeliness, receivedAt, number, passage))
                    .ifPresentOrElse(updates::add, metrics::failed);
            if (passage != null) {
                passage.routed();
            }
        }
    }
}
