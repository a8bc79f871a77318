package dev.fleetcast.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Creates records as a consumer receives them. */
public final class TestRecord {

    public static final String TOPIC = "fleet.telemetry";
    public static final long TIMESTAMP = 1_771_243_200_000L;

    private TestRecord() {}

    /** A record of partition 3; {@code headers} are alternating names and values. */
    public static ConsumerRecord<byte[], byte[]> of(String key, byte[] value, String... headers) {
        return at(7, key, value, headers);
    }

    public static ConsumerRecord<byte[], byte[]> of(String key, String value, String... headers) {
        return of(key, bytes(value), headers);
    }

    public static ConsumerRecord<byte[], byte[]> at(long offset, String key, byte[] value, String... headers) {
        return at(offset, TIMESTAMP, key, value, headers);
    }

    public static ConsumerRecord<byte[], byte[]> at(
            long offset, long timestamp, String key, byte[] value, String... headers) {
        return in(3, offset, timestamp, key, value, headers);
    }

    static ConsumerRecord<byte[], byte[]> in(
            int partition, long offset, long timestamp, String key, byte[] value, String... headers) {
        RecordHeaders recordHeaders = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            recordHeaders.add(headers[i], bytes(headers[i + 1]));
        }
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                bytes(key),
                value,
                recordHeaders,
                Optional.empty());
    }

    public static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
