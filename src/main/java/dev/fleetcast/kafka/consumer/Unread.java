package dev.fleetcast.kafka.consumer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records whose position is known but whose content was not read: it is too long or cannot be decompressed. */
public final class Unread {

    /** The header with the last offset, in a record that stands for several. */
    public static final String LAST_OFFSET = "fleetcast-last-offset";

    private static final int UNKNOWN_SIZE = Integer.MAX_VALUE;

    private Unread() {}

    /** True if {@code record} has a key or value that was not read. */
    public static boolean is(ConsumerRecord<byte[], byte[]> record) {
        return (record.value() == null && record.serializedValueSize() > 0)
                || (record.key() == null && record.serializedKeySize() > 0);
    }

    /** Returns why {@code record} was not read; empty if it was. */
    public static Optional<String> reason(ConsumerRecord<byte[], byte[]> record) {
        if (!is(record)) {
            return Optional.empty();
        }
        if (record.serializedValueSize() == UNKNOWN_SIZE) {
            return Optional.of("value: cannot be decompressed");
        }
        return Optional.of(
                record.value() == null && record.serializedValueSize() > 0
                        ? "value: has " + record.serializedValueSize()
                                + " bytes, more than fleetcast.kafka.max-record-size"
                        : "key: has " + record.serializedKeySize()
                                + " bytes, more than fleetcast.kafka.max-record-size");
    }

    /** Returns the size of the larger of key and value, in bytes; empty if unknown. */
    public static OptionalInt size(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(record.serializedKeySize(), record.serializedValueSize());
        return size == UNKNOWN_SIZE ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Creates a record that stands for the unreadable records from {@code first} to {@code last}. */
    static ConsumerRecord<byte[], byte[]> between(TopicPartition partition, long first, long last) {
        RecordHeader lastOffset =
                new RecordHeader(LAST_OFFSET, Long.toString(last).getBytes(StandardCharsets.US_ASCII));
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                first,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                UNKNOWN_SIZE,
                null,
                null,
                new RecordHeaders(List.of(lastOffset)),
                Optional.empty());
    }
}
