package dev.fleetcast.kafka;

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
 * Reads a partition record by record, to find the one that a consumer cannot get past, and where reading can go on behind
 * it. A consumer unpacks a batch from its beginning: what stands behind such a record in its batch cannot be had either.
 * For one thread.
 */
final class SingleReading {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> single;

    /**
     * What has been read.
     *
     * @param records in their order; the last may be one that {@link Unread#between stands for} others
     * @param next the offset to go on from
     */
    record Stretch(List<ConsumerRecord<byte[], byte[]>> records, long next) {

        boolean endsUnread() {
            return !records.isEmpty() && Unread.is(records.get(records.size() - 1));
        }
    }

    /** @param single hands out one record at a time; is assigned here */
    SingleReading(Consumer<byte[], byte[]> single) {
        this.single = single;
    }

    /**
     * Reads until a record cannot be read, there is no more, or one of the limits is reached.
     *
     * @throws KafkaException when Kafka does not answer
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
                // Once more: memory may have been short for another reason.
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

    /** Goes forward in ever longer steps, and then back to where the first batch begins that can be read. */
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

    /** What is there, or none when the consumer went on without; never none at the same offset. */
    private ConsumerRecords<byte[], byte[]> pollFrom(TopicPartition partition, long offset) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ConsumerRecords<byte[], byte[]> batch = single.poll(PATIENCE);
            if (!batch.isEmpty() || single.position(partition) > offset) {
                return batch;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("nothing comes of " + partition);
            }
        }
    }

    /** Lets go of what has been fetched, which a failure leaves in a state of no use. */
    private void goTo(TopicPartition partition, long offset) {
        single.unsubscribe();
        single.assign(Set.of(partition));
        single.seek(partition, offset);
    }
}
