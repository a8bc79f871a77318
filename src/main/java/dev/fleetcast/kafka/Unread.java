package dev.fleetcast.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records whose place in Kafka is known but whose content is not: it is longer than is read, or cannot be read at all. */
public final class Unread {

    /** In the header of a record that stands for several, the offset of the last of them. */
    public static final String LAST_OFFSET = "fleetcast-last-offset";

    private static final int UNKNOWN_SIZE = Integer.MAX_VALUE;

    private Unread() {}

    /** Whether {@code record} has a key or value that was not read. */
    public static boolean is(ConsumerRecord<byte[], byte[]> record) {
        return (record.value() == null && record.serializedValueSize() > 0)
                || (record.key() == null && record.serializedKeySize() > 0);
    }

    /** Why {@code record} was not read; empty when it was. */
    public static Optional<String> reason(ConsumerRecord<byte[], byte[]> record) {
        if (!is(record)) {
            return Optional.empty();
        }
        if (record.serializedValueSize() == UNKNOWN_SIZE) {
            return Optional.of("value: cannot be unpacked");
        }
        return Optional.of(
                record.value() == null && record.serializedValueSize() > 0
                        ? "value: has " + record.serializedValueSize() + " bytes, which is more than is read"
                        : "key: has " + record.serializedKeySize() + " bytes, which is more than is read");
    }

    /** How long the longer of key and value is, in bytes; empty when that is not known. */
    public static OptionalInt size(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(record.serializedKeySize(), record.serializedValueSize());
        return size == UNKNOWN_SIZE ? OptionalInt.empty() : OptionalInt.of(size);
    }

    /** Stands for the records from {@code first} to {@code last}, none of which can be had. */
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
