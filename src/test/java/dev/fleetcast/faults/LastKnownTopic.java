package dev.fleetcast.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The last known positions of a fleet larger than the demo's. */
final class LastKnownTopic {

    private static final String TOPIC = "fleetcast.last-known";
    /** Units without a client, so that they take little memory. */
    private static final int UNITS = 20_000;

    private static final int FIRST = 1_000_000;

    private LastKnownTopic() {}

    /** Adds that many records, which every start must read from now on. */
    static void fill(String bootstrapServers, int records) {
        try (KafkaProducer<String, byte[]> kafka = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "batch.size",
                        256 * 1024,
                        "linger.ms",
                        50,
                        "buffer.memory",
                        32L * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                kafka.send(record(i));
            }
        }
    }

    private static ProducerRecord<String, byte[]> record(int number) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(TOPIC, String.valueOf(FIRST + number % UNITS), Producer.message(number, ""));
        Map.of(
                        "fleetcast-topic", "fleet.telemetry",
                        "fleetcast-partition", "0",
                        "fleetcast-offset", "0",
                        "fleetcast-record-time", Instant.EPOCH.toString(),
                        "fleetcast-received-at", Instant.EPOCH.toString(),
                        "fleetcast-clock-ahead", "false")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }
}
