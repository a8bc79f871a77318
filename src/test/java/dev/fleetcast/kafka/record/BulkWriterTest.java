package dev.fleetcast.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.TestTopics;
import dev.fleetcast.testing.SharedServices;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkWriterTest {

    private static final int LARGEST = 10_000;

    private final TestTopics topics = new TestTopics();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedServices.bootstrapServers(), "max.request.size", LARGEST),
            new ByteArraySerializer(),
            new ByteArraySerializer() {
                @Override
                public byte[] serialize(String topic, byte[] data) {
                    if (data.length == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    return data;
                }
            });
    private final BulkWriter writer = new BulkWriter(work -> Uni.createFrom().item(() -> {
        work.accept(producer);
        return null;
    }));
    private String topic;

    @BeforeEach
    void createTopic() throws Exception {
        topic = topics.created(1);
    }

    @AfterEach
    void close() {
        producer.close();
        topics.close();
    }

    @Test
    void writesAllInTheirOrderBeforeItCompletes() {
        assertThat(write(List.of(record("a"), record("b"), record("c")))).isEmpty();

        assertThat(written(3)).containsExactly("a", "b", "c");
    }

    @Test
    void returnsThoseThatCannotBeWrittenAndWritesTheOthers() {
        ProducerRecord<byte[], byte[]> tooLarge = new ProducerRecord<>(topic, new byte[2 * LARGEST]);

        assertThat(write(List.of(record("a"), tooLarge, record("b")))).containsExactly(tooLarge);

        assertThat(written(2)).containsExactly("a", "b");
    }

    @Test
    void returnsThoseThatTheProducerDidNotTakeAndWritesTheOthersOnce() {
        ProducerRecord<byte[], byte[]> throwing = record("");
        ProducerRecord<byte[], byte[]> next = record("next");

        assertThat(write(List.of(record("a"), record("b"), throwing, next))).containsExactly(throwing, next);

        write(List.of(next));
        assertThat(written(3)).containsExactly("a", "b", "next");
    }

    @Test
    void completesWithoutRecords() {
        assertThat(write(List.of())).isEmpty();
    }

    @Test
    void failsIfThereIsNoProducer() {
        BulkWriter closed = new BulkWriter(work -> Uni.createFrom().failure(new IllegalStateException("on purpose")));

        Uni<?> written = closed.write(List.of(record("a")));

        assertThat(written.onFailure(IllegalStateException.class)
                        .recoverWithNull()
                        .await()
                        .atMost(seconds(30)))
                .isNull();
    }

    private List<ProducerRecord<byte[], byte[]>> write(List<ProducerRecord<byte[], byte[]>> records) {
        return writer.write(records).await().atMost(seconds(30));
    }

    private ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> written(int count) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = topics.clients().exactConsumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> values.add(text(found)));
                return values.size() >= count;
            });
        }
        return values;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
