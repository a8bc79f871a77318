package dev.fleetcast.ingest;

import dev.fleetcast.ingest.record.IngestMetrics;
import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Usable;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.ingest.record.Updates;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.LogBreak.Cause;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.stream.spi.FeedItem.Batch;
import dev.fleetcast.stream.spi.FeedItem.Break;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.DeliveryObserver;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.tracing.FeedTraces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the whole feed on every replica: keeps the last known positions in memory and emits the updates of followed
 * units, one item per poll, on the feed reader's thread. That thread waits until the subscriber has requested the next
 * item, so memory is bounded without a queue. Called by the feed reader's thread only, except where methods say
 * otherwise.
 */
@ApplicationScoped
class TelemetryFeed implements BatchHandler {

    private static final Logger LOG = Logger.getLogger(TelemetryFeed.class);

    private final RecordInterpreter interpreter;
    private final LastKnownPositions lastKnown;
    private final LastKnownLoad load;
    private final LateOffsets late;
    private final Snapshots snapshots;
    private final IngestMetrics metrics;
    private final FeedLag lag;
    private final FeedTraces traces;
    private final TripFields trips;
    private final Semaphore demand = new Semaphore(0);
    private volatile MultiEmitter<? super FeedItem> subscriber;
    private FeedPosition position = FeedPosition.START;
    private FeedLog log = FeedLog.UNKNOWN;
    private long sequence;

    TelemetryFeed(
            RecordInterpreter interpreter,
            LastKnownPositions lastKnown,
            LastKnownLoad load,
            LateOffsets late,
            Snapshots snapshots,
            IngestMetrics metrics,
            FeedLag lag,
            FeedTraces traces,
            TripFields trips) {
        this.interpreter = interpreter;
        this.lastKnown = lastKnown;
        this.load = load;
        this.late = late;
        this.snapshots = snapshots;
        this.metrics = metrics;
        this.lag = lag;
        this.traces = traces;
        this.trips = trips;
    }

    /** The items of the feed, for one subscriber, which must have subscribed before the feed is read. */
    Multi<FeedItem> items() {
        return Multi.createFrom()
                .<FeedItem>emitter(emitter -> subscriber = emitter, BackPressureStrategy.BUFFER)
                .onRequest()
                .invoke(items -> demand.release((int) Math.min(items, Integer.MAX_VALUE / 2)));
    }

    @Override
    public void begins(Map<String, String> topicIds) {
        log = new FeedLog(topicIds, log.epochs());
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> batch) {
        FeedPosition after = positionAfter(batch);
        emit(new Batch(after, log, followed -> updates(batch, after, followed)));
    }

    private void emit(FeedItem item) {
        position = item.after();
        demand.acquireUninterruptibly();
        subscriber.emit(item);
    }

    private List<Update> updates(
            ConsumerRecords<byte[], byte[]> batch, FeedPosition after, Predicate<UnitId> followed) {
        Instant receivedAt = Instant.now();
        List<Update> updates = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            lag.record(record.timestamp());
            takeIsolated(record, receivedAt, followed, updates);
        }
        metrics.read(batch.count());
        lag.batchOver(receivedAt);
        late.judged(after);
        return updates;
    }

    /** Restarts every stream from the last known positions of its units, because the records in between are lost. */
    @Override
    public void broken(LogBreak at) {
        load.endAt(at);
        FeedPosition after = position;
        for (var offset : after.offsets().entrySet()) {
            for (int partition = 0; partition < offset.getValue().length; partition++) {
                Long next = next(at, offset.getKey(), partition);
                after = next == null ? after : moved(after, offset.getKey(), partition, next);
            }
        }
        for (var offset : at.next().entrySet()) {
            after = moved(after, offset.getKey().topic(), offset.getKey().partition(), offset.getValue());
        }
        lastKnown.continueFrom(position -> next(at, position.topic(), position.partition()));
        late.begin(after);
        GapReason reason = at.cause() == Cause.EXPIRED ? GapReason.RETENTION : GapReason.TOPIC_RECREATED;
        emit(new Break(after, log, reason, snapshots));
    }

    /** The record before another offset was not read. */
    private FeedPosition moved(FeedPosition from, String topic, int partition, long next) {
        log = log.with(topic, partition, FeedLog.UNKNOWN_EPOCH);
        return from.with(topic, partition, next);
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
            lastKnown.continueFrom(position -> ends.get(new TopicPartition(position.topic(), position.partition())));
            late.begin(start);
            emit(new Batch(start, log, followed -> List.of()));
            return offsets;
        };
    }

    private FeedPosition positionAfter(ConsumerRecords<byte[], byte[]> batch) {
        FeedPosition after = position;
        for (var next : batch.nextOffsets().entrySet()) {
            String topic = next.getKey().topic();
            int partition = next.getKey().partition();
            after = after.with(topic, partition, next.getValue().offset());
            int epoch = next.getValue().leaderEpoch().orElse(log.epoch(topic, partition));
            log = log.with(topic, partition, epoch);
        }
        return after;
    }

    /** An unexpected failure skips one record, not the batch. */
    private void takeIsolated(
            ConsumerRecord<byte[], byte[]> record,
            Instant receivedAt,
            Predicate<UnitId> followed,
            List<Update> updates) {
        try {
            // Most units have no follower; their messages need no full decoding.
            if (interpreter.glance(record, followed) instanceof Usable usable) {
                take(record, usable, receivedAt, followed, updates);
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

    private void take(
            ConsumerRecord<byte[], byte[]> record,
            Usable usable,
            Instant receivedAt,
            Predicate<UnitId> followed,
            List<Update> updates) {
        long number = ++sequence;
        RecordOffset position = Updates.position(record);
        lag.message(usable.report(), record.timestamp());
        // Last known positions first: see FeedItem.Batch.
        Timeliness timeliness = lastKnown.offer(
                usable.unit().id(), usable.report(), usable.raw(), position, Updates.time(record), receivedAt, number);
        if (timeliness.late()) {
            late.add(position);
        }
        // Checked again: a client may have started to follow the unit.
        if (followed.test(usable.unit().id())) {
            DeliveryObserver observer = traces.begin(record, receivedAt);
            interpreter
                    .whole(usable)
                    .map(accepted -> Updates.update(record, accepted, timeliness, trips, receivedAt, number)
                            .observedBy(observer))
                    .ifPresentOrElse(updates::add, metrics::failed);
            if (observer != null) {
                observer.routed();
            }
        }
    }
}
