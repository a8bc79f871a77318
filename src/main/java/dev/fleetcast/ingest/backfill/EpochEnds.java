package dev.fleetcast.ingest.backfill;

import dev.fleetcast.telemetry.FeedLog;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Where the records of a leader epoch end in Kafka's log. A position that was read in an epoch and is beyond its end is
 * one of a log that was cut since: the records before it are gone, though the log may have grown beyond it again.
 *
 * @param misled whether an epoch was newer than the log's: the consumer now takes the log's leaders for outdated, and
 *     finds none until each of its calls times out
 */
record EpochEnds(Map<Epoch, Long> ends, boolean misled) {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Beyond every end: Kafka's client reports a position that is beyond the end of its epoch, with that end. */
    private static final long BEYOND = Long.MAX_VALUE - 1;
    /** The end of an epoch when the log has no record of it or of a later one. */
    private static final long NO_RECORD = 0;

    private record Epoch(TopicPartition partition, int number) {}

    /**
     * Queries Kafka.
     *
     * @param consumer loses its assignment
     * @param logs their epochs are asked for
     * @param readable the partitions that exist and have a leader
     * @throws TimeoutException when Kafka does not answer in time
     */
    static EpochEnds of(Consumer<byte[], byte[]> consumer, Collection<FeedLog> logs, Set<TopicPartition> readable) {
        Set<Epoch> unknown = new HashSet<>();
        for (FeedLog log : Set.copyOf(logs)) {
            for (TopicPartition partition : readable) {
                int epoch = log.epoch(partition.topic(), partition.partition());
                if (epoch != FeedLog.UNKNOWN_EPOCH) {
                    unknown.add(new Epoch(partition, epoch));
                }
            }
        }
        Map<Epoch, Long> ends = new HashMap<>();
        while (!unknown.isEmpty()) {
            Map<TopicPartition, Epoch> onePerPartition = new HashMap<>();
            unknown.forEach(epoch -> onePerPartition.put(epoch.partition(), epoch));
            unknown.removeAll(onePerPartition.values());
            ask(consumer, onePerPartition, ends);
        }
        return new EpochEnds(ends, ends.containsValue(NO_RECORD));
    }

    private static void ask(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Epoch> asked, Map<Epoch, Long> ends) {
        consumer.assign(asked.keySet());
        asked.forEach((partition, epoch) ->
                consumer.seek(partition, new OffsetAndMetadata(BEYOND, Optional.of(epoch.number()), "")));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!asked.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("Kafka does not report where leader epochs end");
            }
            try {
                consumer.poll(STEP);
            } catch (OffsetOutOfRangeException answered) {
                answered.partitions().forEach(partition -> end(answered, partition, asked.remove(partition), ends));
                consumer.assign(asked.keySet());
            }
        }
    }

    private static void end(
            OffsetOutOfRangeException answer, TopicPartition partition, Epoch epoch, Map<Epoch, Long> ends) {
        // Brokers before Kafka 2.3 know no epochs; their client reports the offset only.
        if (epoch != null && answer instanceof LogTruncationException truncation) {
            OffsetAndMetadata end = truncation.divergentOffsets().get(partition);
            ends.put(epoch, end == null ? NO_RECORD : end.offset());
        }
    }

    /** True if the log no longer has the record before the offset, which was in that log. */
    boolean isCut(FeedLog log, TopicPartition partition, long offset) {
        int epoch = log.epoch(partition.topic(), partition.partition());
        return offset > ends.getOrDefault(new Epoch(partition, epoch), Long.MAX_VALUE);
    }
}
