package dev.fleetcast.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The records written to a topic of one partition from now on. */
public final class TopicTail implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    /** @param bootstrapServers the broker of the application under test */
    public TopicTail(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
    }

    /** Waits for a record that matches {@code wanted}, among all received. */
    public ConsumerRecord<String, String> await(Predicate<ConsumerRecord<String, String>> wanted) {
        return Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .until(() -> find(wanted), Optional::isPresent)
                .orElseThrow();
    }

    /** All records received. */
    List<ConsumerRecord<String, String>> records() {
        return records;
    }

    private Optional<ConsumerRecord<String, String>> find(Predicate<ConsumerRecord<String, String>> wanted) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        return records.stream().filter(wanted).findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
