package dev.fleetcast.kafka.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads a partition record by record, to find the unreadable record that blocks a consumer and the offset where reading
 * can continue. A consumer decompresses a batch from its start: later records of the same batch are unreadable too. For
 * one thread.
 */
final class SingleReading {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> single;

    /**
     * The result of a read.
     *
     * @param records in order; the last one may {@link Unread#between stand for} unreadable records
     * @param next the offset to continue at
     */
    record Stretch(List<ConsumerRecord<byte[], byte[]>> records, long next) {

        boolean endsUnread() {
            return !records.isEmpty() && Unread.is(records.get(records.size() - 1));
        }
    }

    /** @param single returns one record at a time; assigned here */
    SingleReading(Consumer<byte[], byte[]> single) {
        this.single = single;
    }

    /**
     * Reads until an unreadable record, the end, or one of the limits.
     *
     * @throws KafkaException when Kafka does not respond
     */
    Stretch read(TopicPartition partition, long from, int maxRecords, long maxBytes) {
        goTo(partition, from);
        long end = single.endOffsets(Set.of(partition)).get(partition);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long next = from;
        long bytes = 0;
        while (next < end && records.size() < maxRecords && bytes < maxBytes) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : pollFrom(partition, next)) {
                    records.add(record);
                    bytes += record.value() == null ? 0 : record.value().length;
                }
                next = single.position(partition);
            } catch (OutOfMemoryError | KafkaException failure) {
                if (!RecordFailure.is(failure)) {
                    throw failure;
                }
                // Try again: memory may have been short for another reason.
                if (!isReadable(partition, next)) {
                    long behind = firstReadableBehind(partition, next, end);
                    records.add(Unread.between(partition, next, behind - 1));
                    return new Stretch(records, behind);
                }
                goTo(partition, next);
            }
        }
        return new Stretch(records, next);
    }

    /** Searches forward in growing steps, then back to the start of the first readable batch. */
    private long firstReadableBehind(TopicPartition partition, long unreadable, long end) {
        long low = unreadable;
        long high = Math.min(end, unreadable + 1);
        for (long step = 2; high < end && !isReadable(partition, high); step *= 2) {
            low = high;
            high = Math.min(end, unreadable + step);
        }
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (isReadable(partition, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean isReadable(TopicPartition partition, long offset) {
        try {
            goTo(partition, offset);
            pollFrom(partition, offset);
            return true;
        } catch (OutOfMemoryError | KafkaException failure) {
            if (!RecordFailure.is(failure)) {
                throw failure;
            }
            return false;
        }
    }

    /** Returns the records at the offset; returns none only if the consumer has advanced. */
    private ConsumerRecords<byte[], byte[]> pollFrom(TopicPartition partition, long offset) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ConsumerRecords<byte[], byte[]> batch = single.poll(PATIENCE);
            if (!batch.isEmpty() || single.position(partition) > offset) {
                return batch;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("no records from " + partition);
            }
        }
    }

    /** Drops the fetched data, which a failure leaves unusable. */
    private void goTo(TopicPartition partition, long offset) {
        single.unsubscribe();
        single.assign(Set.of(partition));
        single.seek(partition, offset);
    }
}
