package dev.fleetcast.kafka.record;

import dev.fleetcast.kafka.consumer.Unread;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Creates dead letters: the unchanged record, with the reason and its origin in headers. */
public final class DeadLetters {

    private static final String SIZE = "fleetcast-size";
    private static final List<String> OURS =
            List.of("fleetcast-reason", "fleetcast-topic", "fleetcast-partition", "fleetcast-offset");

    private DeadLetters() {}

    /** @param topic of the dead letters */
    public static ProducerRecord<byte[], byte[]> of(
            String topic, ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add("fleetcast-reason", bytes(reason));
        headers.add("fleetcast-topic", bytes(record.topic()));
        headers.add("fleetcast-partition", bytes(record.partition()));
        headers.add("fleetcast-offset", bytes(record.offset()));
        if (Unread.is(record)) {
            Unread.size(record).ifPresent(size -> headers.add(SIZE, bytes(size)));
        }
        // A record without a timestamp: the producer sets the current time.
        Long timestamp = record.timestamp() < 0 ? null : Long.valueOf(record.timestamp());
        return new ProducerRecord<>(topic, null, timestamp, record.key(), record.value(), headers);
    }

    /** Returns the letter without key and value, for records that are too large: only origin, size and reason remain. */
    public static ProducerRecord<byte[], byte[]> bare(ProducerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders();
        for (String name : OURS) {
            headers.add(letter.headers().lastHeader(name));
        }
        headers.add(SIZE, bytes(length(letter.key()) + length(letter.value())));
        return new ProducerRecord<>(letter.topic(), null, letter.timestamp(), null, null, headers);
    }

    private static long length(byte[] content) {
        return content == null ? 0 : content.length;
    }

    private static byte[] bytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
