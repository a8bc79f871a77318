package dev.fleetcast.ingest;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes dead letters: the record unchanged, with why and whence in headers. */
final class DeadLetters {

    private DeadLetters() {}

    static ProducerRecord<byte[], byte[]> of(String topic, ConsumerRecord<byte[], byte[]> record, String reason) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add("fleetcast-reason", bytes(reason));
        headers.add("fleetcast-topic", bytes(record.topic()));
        headers.add("fleetcast-partition", bytes(record.partition()));
        headers.add("fleetcast-offset", bytes(record.offset()));
        // A record may have come without a timestamp; then the letter gets that of its sending.
        Long timestamp = record.timestamp() < 0 ? null : Long.valueOf(record.timestamp());
        return new ProducerRecord<>(topic, null, timestamp, record.key(), record.value(), headers);
    }

    private static byte[] bytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
