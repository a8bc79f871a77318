package dev.fleetcast.ingest;

import dev.fleetcast.ingest.Interpretation.Accepted;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.stream.FramedUpdate;
import dev.fleetcast.stream.GapReason;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.Timeliness;
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

/** One reading of Kafka for all requests that wait, however many: each partition is read once. For one thread. */
final class ReplayScan {

    private static final Logger LOG = Logger.getLogger(ReplayScan.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Without progress for this long a scan ends: a partition may have lost its leader, and others wait for the next scan. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    private final RecordInterpreter interpreter;
    private final LateOffsets late;
    private final Function<Set<String>, Map<String, KafkaTopic>> topics;
    private final ReplayMetrics metrics;
    private final Duration stalled;
    private final LastKnownPositions judge = new LastKnownPositions();

    /** @param topics finds topics by their names, those that exist */
    ReplayScan(
            RecordInterpreter interpreter,
            LateOffsets late,
            Function<Set<String>, Map<String, KafkaTopic>> topics,
            ReplayMetrics metrics) {
        this(interpreter, late, topics, metrics, STALLED);
    }

    /** @param stalled ends without progress for this long, with what has been read */
    ReplayScan(
            RecordInterpreter interpreter,
            LateOffsets late,
            Function<Set<String>, Map<String, KafkaTopic>> topics,
            ReplayMetrics metrics,
            Duration stalled) {
        this.stalled = stalled;
        this.interpreter = interpreter;
        this.late = late;
        this.topics = topics;
        this.metrics = metrics;
    }

    /**
     * Answers all {@code tickets} but those that need a partition without a leader; once only.
     *
     * @param consumer assigned by each scan; must fail where an offset is gone
     * @return the tickets to be served later
     * @throws KafkaException when it has to be tried again; tickets not answered are still open
     */
    List<ReplayTicket> run(Consumer<byte[], byte[]> consumer, List<ReplayTicket> tickets) {
        metrics.began();
        Map<ReplayTicket, Map<TopicPartition, ReplayRange>> ranges = new HashMap<>();
        Set<TopicPartition> mentioned = new HashSet<>();
        for (ReplayTicket ticket : tickets) {
            Map<TopicPartition, ReplayRange> asked = ReplayRange.of(ticket.request());
            ranges.put(ticket, asked);
            mentioned.addAll(asked.keySet());
        }
        FeedExtent extent = FeedExtent.of(consumer, topics, mentioned);
        List<ReplayTicket> possible = new ArrayList<>();
        List<ReplayTicket> later = new ArrayList<>();
        ranges.forEach((ticket, asked) -> {
            if (extent.mustWait(asked)) {
                later.add(ticket);
            } else {
                Optional<GapReason> gap = extent.gap(ticket.request(), asked);
                gap.ifPresentOrElse(reason -> ticket.refuse(reason, Map.of()), () -> possible.add(ticket));
            }
        });
        later.forEach(ReplayTicket::heldUp);
        ranges.keySet().retainAll(possible);
        read(consumer, ReplayRange.union(ranges.values()), new ReplayWants(ranges));
        return later;
    }

    /** Until all requests have been answered, with as much of what they want as can be read. */
    private void read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, ReplayRange> ranges, ReplayWants wants) {
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
                    takeAlone(record, wants);
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
        // Between scans nothing is held that was fetched ahead.
        consumer.unsubscribe();
    }

    /** What nobody foresaw about one record must not cost the others. */
    private void takeAlone(ConsumerRecord<byte[], byte[]> record, ReplayWants wants) {
        try {
            take(record, wants);
        } catch (RuntimeException unforeseen) {
            LOG.debugf(unforeseen, "record %s-%d@%d", record.topic(), record.partition(), record.offset());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, ReplayWants wants) {
        Optional<UnitId> byKey = interpreter.unitByKey(record);
        if (byKey.isPresent() && !wants.wants(byKey.get())) {
            return;
        }
        if (interpreter.interpret(record) instanceof Accepted accepted
                && wants.wants(accepted.unit().id())) {
            KafkaPosition position = UpdateMaker.position(record);
            Timeliness timeliness = judge(record, accepted, position);
            if (wants.count(accepted.unit().id(), position)) {
                Instant receivedAt = UpdateMaker.time(record);
                wants.keep(new FramedUpdate(UpdateMaker.update(record, accepted, timeliness, receivedAt, 0)));
            }
        }
    }

    /** As the feed has judged it; what that has forgotten is compared with what has been read here. */
    private Timeliness judge(ConsumerRecord<byte[], byte[]> record, Accepted accepted, KafkaPosition position) {
        Instant time = UpdateMaker.time(record);
        Timeliness own = judge.offer(accepted.unit().id(), accepted.report(), accepted.raw(), position, time, time, 0);
        return late.verdict(position)
                .map(verdict -> new Timeliness(verdict, own.clockAhead()))
                .orElse(own);
    }
}
