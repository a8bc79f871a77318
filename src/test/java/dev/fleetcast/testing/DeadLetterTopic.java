package dev.fleetcast.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads the dead-letter topic from its beginning. */
public final class DeadLetterTopic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();

    /** The topic at the broker {@code bootstrapServers}. */
    public DeadLetterTopic(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partition = List.of(new TopicPartition("fleet.telemetry.dlq", 0));
        consumer.assign(partition);
        consumer.seekToBeginning(partition);
    }

    /** Waits for the dead letter of that record, as long as Kafka takes to detect a killed member of the group. */
    public ConsumerRecord<String, byte[]> await(RecordMetadata sent) {
        return Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(75))
                .until(() -> find(sent), Optional::isPresent)
                .orElseThrow();
    }

    /** The number of dead letters of that record read so far. */
    public long count(RecordMetadata sent) {
        return letters.stream().filter(letter -> isOf(letter, sent)).count();
    }

    /** The text of a header. */
    public static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private Optional<ConsumerRecord<String, byte[]>> find(RecordMetadata sent) {
        consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
        return letters.stream().filter(letter -> isOf(letter, sent)).findFirst();
    }

    private static boolean isOf(ConsumerRecord<String, byte[]> letter, RecordMetadata sent) {
        return header(letter, "fleetcast-partition").equals(String.valueOf(sent.partition()))
                && header(letter, "fleetcast-offset").equals(String.valueOf(sent.offset()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
