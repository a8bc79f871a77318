package dev.fleetcast.faults;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records that are small in Kafka and large when decompressed. */
record HostileRecords(String bootstrapServers) {

    private static final int ROOM = 100 * 1024 * 1024;

    /** Sends that many equal bytes, compressed; the broker has them when this returns. */
    void sendCompressed(String topic, int bytes) {
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) 'x');
        try (KafkaProducer<String, byte[]> kafka = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        bytes + ROOM,
                        "buffer.memory",
                        (long) bytes + ROOM,
                        "delivery.timeout.ms",
                        120_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            kafka.send(new ProducerRecord<>(topic, "1", value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
