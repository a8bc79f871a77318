package dev.fleetcast.ingest.backfill;

import dev.fleetcast.ingest.record.LateOffsets;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Accepted;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.ingest.record.Updates;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** One scan of Kafka for all waiting requests: reads each partition once. For one thread. */
public final class BackfillScan {

    private static final Logger LOG = Logger.getLogger(BackfillScan.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Ends a scan without progress: a partition may have lost its leader, and other requests wait for the next scan. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    private final RecordInterpreter interpreter;
    private final LateOffsets late;
    private final Function<Set<String>, Map<String, KafkaTopic>> topics;
    private final TripFields trips;
    private final BackfillMetrics metrics;
    private final Duration stalled;
    private final LastKnownPositions judge = new LastKnownPositions();
    private boolean misled;

    /** @param topics returns the topics that exist among the given names */
    public BackfillScan(
            RecordInterpreter interpreter,
            LateOffsets late,
            Function<Set<String>, Map<String, KafkaTopic>> topics,
            TripFields trips,
            BackfillMetrics metrics) {
        this(interpreter, late, topics, trips, metrics, STALLED);
    }

    /** @param stalled how long a scan may make no progress before it ends with what it has read */
    public BackfillScan(
            RecordInterpreter interpreter,
            LateOffsets late,
            Function<Set<String>, Map<String, KafkaTopic>> topics,
            TripFields trips,
            BackfillMetrics metrics,
            Duration stalled) {
        this.stalled = stalled;
        this.interpreter = interpreter;
        this.late = late;
        this.topics = topics;
        this.trips = trips;
        this.metrics = metrics;
    }

    /**
     * Answers all {@code tickets} except those that need a partition without a leader; call once only.
     *
     * @param consumer assigned by each scan; must fail at an offset that no longer exists
     * @return the tickets to serve later
     * @throws KafkaException when the scan must be retried; unanswered tickets are still open
     */
    public List<PendingBackfill> run(Consumer<byte[], byte[]> consumer, List<PendingBackfill> tickets) {
        metrics.began();
        Map<PendingBackfill, Map<TopicPartition, BackfillRange>> ranges = new HashMap<>();
        Set<TopicPartition> mentioned = new HashSet<>();
        List<FeedLog> logs = new ArrayList<>();
        for (PendingBackfill ticket : tickets) {
            Map<TopicPartition, BackfillRange> asked = BackfillRange.of(ticket.request());
            ranges.put(ticket, asked);
            mentioned.addAll(asked.keySet());
            logs.add(ticket.request().log());
        }
        PartitionBounds extent = PartitionBounds.of(consumer, topics, mentioned, logs);
        misled = extent.epochs().misled();
        List<PendingBackfill> possible = new ArrayList<>();
        List<PendingBackfill> later = new ArrayList<>();
        ranges.forEach((ticket, asked) -> {
            if (extent.mustWait(asked)) {
                later.add(ticket);
            } else {
                Optional<GapReason> gap = extent.gap(ticket.request(), asked);
                gap.ifPresentOrElse(reason -> ticket.refuse(reason, Map.of()), () -> possible.add(ticket));
            }
        });
        later.forEach(PendingBackfill::delayed);
        ranges.keySet().retainAll(possible);
        read(consumer, BackfillRange.union(ranges.values()), new BackfillCollector(ranges));
        return later;
    }

    /** Whether the consumer must not be used again, see {@link EpochEnds}. */
    boolean hasMisledConsumer() {
        return misled;
    }

    /** Reads until all requests are answered, each with as many of its updates as can be read. */
    private void read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, BackfillRange> ranges, BackfillCollector wants) {
        consumer.assign(ranges.keySet());
        ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
        Set<TopicPartition> unfinished = new HashSet<>(ranges.keySet());
        wants.answerDone();
        long progressAt = System.nanoTime();
        while (wants.areOpen()) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            metrics.scanned(batch.count());
            for (TopicPartition partition : batch.partitions()) {
                for (ConsumerRecord<byte[], byte[]> record : batch.records(partition)) {
                    takeIsolated(record, wants);
                    wants.passed(partition, record.offset() + 1);
                }
            }
            Set<TopicPartition> finished = new HashSet<>();
            for (TopicPartition partition : unfinished) {
                long position = consumer.position(partition);
                if (wants.passed(partition, position)) {
                    progressAt = System.nanoTime();
                }
                if (position >= ranges.get(partition).to()) {
                    finished.add(partition);
                }
            }
            consumer.pause(finished);
            unfinished.removeAll(finished);
            wants.answerDone();
            if (System.nanoTime() - progressAt > stalled.toNanos()) {
                wants.answerAsFarAsRead();
            }
        }
        // Drops prefetched records between scans.
        consumer.unsubscribe();
    }

    /** An unexpected failure skips one record, not the scan. */
    private void takeIsolated(ConsumerRecord<byte[], byte[]> record, BackfillCollector wants) {
        try {
            take(record, wants);
        } catch (RuntimeException unforeseen) {
            LOG.debugf(
                    unforeseen,
                    "Unexpected failure at record %s-%d@%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, BackfillCollector wants) {
        Optional<UnitId> byKey = interpreter.unitByKey(record);
        if (byKey.isPresent() && !wants.wants(byKey.get())) {
            return;
        }
        if (interpreter.interpret(record) instanceof Accepted accepted
                && wants.wants(accepted.unit().id())) {
            RecordOffset position = Updates.position(record);
            Timeliness timeliness = judge(record, accepted, position);
            if (wants.count(accepted.unit().id(), position)) {
                Instant receivedAt = Updates.time(record);
                wants.keep(Updates.update(record, accepted, timeliness, trips, receivedAt, 0));
            }
        }
    }

    /** Uses the feed's verdict; if that was dropped, compares with the records of this scan. */
    private Timeliness judge(ConsumerRecord<byte[], byte[]> record, Accepted accepted, RecordOffset position) {
        Instant time = Updates.time(record);
        Timeliness own = judge.offer(accepted.unit().id(), accepted.report(), accepted.raw(), position, time, time, 0);
        return late.verdict(position)
                .map(verdict -> new Timeliness(verdict, own.clockAhead()))
                .orElse(own);
    }
}
