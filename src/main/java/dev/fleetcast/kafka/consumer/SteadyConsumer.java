package dev.fleetcast.kafka.consumer;

import dev.fleetcast.kafka.consumer.SingleReading.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that unreadable records do not stop. A record that decompresses to more than the heap can hold makes
 * Kafka's own consumer fail at this and every later poll. This one finds the record, skips it, and returns an
 * {@link Unread} record in its place. All its data is bounded in bytes.
 */
public final class SteadyConsumer extends KafkaConsumer<byte[], byte[]> {

    /** The maximum number of records in a batch. */
    public static final int MAX_RECORDS = 2_000;

    private final Map<String, Object> settings;
    private final ReadingLimits limits;
    private final SkippedRecords metrics;
    private final BoundedBytes values;
    /** Where each partition continues after the last seek and the records returned since. */
    private final Map<TopicPartition, Long> continued = new HashMap<>();

    public SteadyConsumer(Map<String, Object> settings, ReadingLimits limits, SkippedRecords metrics) {
        this(settings, limits, metrics, new BoundedBytes(limits.record(), limits.batch()));
    }

    private SteadyConsumer(
            Map<String, Object> settings, ReadingLimits limits, SkippedRecords metrics, BoundedBytes values) {
        super(settings, keys(limits), values);
        this.settings = settings;
        this.limits = limits;
        this.metrics = metrics;
        this.values = values;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        values.beginBatch();
        ConsumerRecords<byte[], byte[]> batch;
        try {
            batch = super.poll(timeout);
        } catch (OutOfMemoryError | KafkaException failure) {
            if (!RecordFailure.is(failure)) {
                throw failure;
            }
            rewind();
            batch = readSingly();
        }
        continued.keySet().retainAll(assignment());
        batch.nextOffsets().forEach((partition, next) -> continued.put(partition, next.offset()));
        batch.forEach(metrics::ifUnread);
        return batch;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        seek(partition, new OffsetAndMetadata(offset));
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        continued.put(partition, offset.offset());
    }

    /** An error ends a poll that may have taken records of other partitions already: they are read again. */
    private void rewind() {
        for (TopicPartition partition : assignment()) {
            Long next = continued.get(partition);
            if (next != null && next < position(partition)) {
                seek(partition, next);
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> readSingly() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        int room = MAX_RECORDS;
        try (KafkaConsumer<byte[], byte[]> single = single()) {
            SingleReading reading = new SingleReading(single);
            for (TopicPartition partition : inAnyOrder()) {
                long from = position(partition);
                Stretch read = reading.read(partition, from, room, limits.batch());
                if (read.next() > from) {
                    // A seek to another offset drops the partition's data left from the failure.
                    seek(partition, read.next());
                    records.put(partition, read.records());
                    next.put(partition, new OffsetAndMetadata(read.next()));
                    room -= read.records().size();
                }
                if (read.endsUnread() || room <= 0) {
                    break;
                }
            }
        }
        return new ConsumerRecords<>(records, next);
    }

    /** Random, so that each partition comes first eventually: one poll may not reach all of them. */
    private List<TopicPartition> inAnyOrder() {
        List<TopicPartition> partitions = new ArrayList<>(assignment());
        partitions.removeAll(paused());
        Collections.shuffle(partitions);
        return partitions;
    }

    private KafkaConsumer<byte[], byte[]> single() {
        Map<String, Object> config = new HashMap<>(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.CLIENT_ID_CONFIG);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(config, keys(limits), keys(limits));
    }

    private static BoundedBytes keys(ReadingLimits limits) {
        return new BoundedBytes(limits.record(), Long.MAX_VALUE);
    }
}
