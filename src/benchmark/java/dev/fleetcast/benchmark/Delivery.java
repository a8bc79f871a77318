package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The complete path of a message, from Kafka to a stream. */
final class Delivery {

    private static final String MARK = "is-it-there";
    private static final String MESSAGE = "{\"message_ver\":1,\"message_type\":\"" + MARK + "\"}";
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private Delivery() {}

    /** Sends messages of unit 1 until a stream of the contestant receives one. */
    static void await(Arena arena, Contestant contestant) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        try (ProbeStream stream = ProbeStream.open(contestant.port(), contestant.path(new int[] {1}));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", arena.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            do {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("no message gets to a stream");
                }
                producer.send(new ProducerRecord<>(arena.topic(), "1", MESSAGE.getBytes(StandardCharsets.UTF_8)));
                producer.flush();
            } while (!stream.shows(MARK, BETWEEN));
        }
    }
}
