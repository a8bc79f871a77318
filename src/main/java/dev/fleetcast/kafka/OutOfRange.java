package dev.fleetcast.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** Partitions whose next offset no longer exists, and the offsets at which reading can continue. Not thread-safe. */
final class OutOfRange {

    /** Long enough to learn whether the topic was recreated, and which other partitions are affected. */
    static final Duration TIME = Duration.ofSeconds(2);

    /** A partition of a recreated topic may be gone: the query waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration STEP = Duration.ofMillis(100);

    private final Map<TopicPartition, OffsetAndMetadata> next;
    private final Map<TopicPartition, Long> starts = new HashMap<>();
    private boolean cut;

    /** @param next the next offset to read, by partition, with the leader epoch if anything was read; a view */
    OutOfRange(Map<TopicPartition, OffsetAndMetadata> next) {
        this.next = next;
    }

    /** Adds the partitions of {@code outside}, and moves the consumer so that it does not report them again. */
    void add(Consumer<byte[], byte[]> consumer, OffsetOutOfRangeException outside) {
        Map<TopicPartition, OffsetAndMetadata> divergent =
                outside instanceof LogTruncationException truncation ? truncation.divergentOffsets() : Map.of();
        add(consumer, outside.partitions(), divergent);
    }

    /**
     * Adds what the consumer, whose partitions are paused, reports within {@code time}: one event is one break.
     *
     * @param read receives each poll's records, of partitions assigned meanwhile
     */
    void addReported(
            Consumer<byte[], byte[]> consumer,
            Duration time,
            java.util.function.Consumer<ConsumerRecords<byte[], byte[]>> read) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                read.accept(consumer.poll(STEP));
            } catch (OffsetOutOfRangeException another) {
                add(consumer, another);
            }
        }
    }

    /**
     * Adds the other partitions that a consumer reports only when it fetches: those whose next record was deleted, and
     * those without a leader epoch, from which nothing was read, that end before the next offset.
     */
    void addOthers(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> others = new HashSet<>(next.keySet());
        others.removeAll(starts.keySet());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(others, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(others, PATIENCE);
        others.removeIf(partition -> {
            OffsetAndMetadata at = next.get(partition);
            boolean deleted = at.offset() < begins.get(partition);
            boolean cut = at.leaderEpoch().isEmpty() && at.offset() > ends.get(partition);
            return !deleted && !cut;
        });
        add(consumer, others, Map.of());
    }

    private void add(
            Consumer<byte[], byte[]> consumer,
            Set<TopicPartition> outside,
            Map<TopicPartition, OffsetAndMetadata> divergent) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(outside);
        Map<TopicPartition, Long> ends = consumer.endOffsets(outside);
        for (TopicPartition partition : outside) {
            long begin = begins.get(partition);
            long read = next.get(partition).offset();
            cut |= read >= begin;
            OffsetAndMetadata split = divergent.get(partition);
            long end = split == null ? ends.get(partition) : split.offset();
            long start = Math.max(begin, Math.min(read, end));
            starts.put(partition, start);
            consumer.seek(partition, start);
        }
    }

    LogBreak toBreak() {
        return new LogBreak(cut ? LogBreak.Cause.CUT : LogBreak.Cause.EXPIRED, starts);
    }
}
