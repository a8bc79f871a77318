package dev.fleetcast.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.shape.RecordSplit;
import dev.fleetcast.ingest.split.Splitter.Target;
import dev.fleetcast.kafka.TestTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Splitting on a real broker. */
class SplitterTest {

    private static final int PARTITIONS = 2;

    private final TestTopics topics = new TestTopics();
    private final AtomicInteger letters = new AtomicInteger();
    private final List<Splitter> splitters = new ArrayList<>();
    private String source;
    private String target;
    private String deadLetters;

    @BeforeEach
    void createTopics() throws Exception {
        source = topics.created(PARTITIONS);
        target = topics.created(PARTITIONS);
        deadLetters = topics.created(1);
    }

    @AfterEach
    void stop() {
        splitters.forEach(Splitter::close);
        topics.close();
    }

    @Test
    void eachPositionIsWrittenOnceAndInOrderWhileReplicasComeAndGo() throws Exception {
        send(0, 100);
        Splitter first = start("a");
        start("b");
        Awaitility.await().until(() -> !read(target).isEmpty());
        send(100, 200);
        first.close();
        send(200, 300);

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(read(target)).hasSizeGreaterThanOrEqualTo(600));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int of = partition;
            assertThat(read(target).stream()
                            .filter(record -> record.partition() == of)
                            .map(SplitterTest::text))
                    .containsExactlyElementsOf(IntStream.range(0, 300)
                            .filter(number -> number % PARTITIONS == of)
                            .boxed()
                            .flatMap(number ->
                                    List.of("{\"id\":" + number + ",\"n\":1}", "{\"id\":" + number + ",\"n\":2}")
                                            .stream())
                            .toList());
        }
    }

    @Test
    void positionsOfAReplicaThatWasKilledBeforeItsCommitAreWrittenOnce() throws Exception {
        try (Producer<byte[], byte[]> killed = topics.clients().transactionalProducer("a-" + source)) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(target, 0, null, bytes("{\"id\":0,\"n\":1}")))
                    .get();
            send(0, 1);
            start("a");

            awaitTexts(target, "{\"id\":0,\"n\":1}", "{\"id\":0,\"n\":2}");
        }
    }

    @Test
    void recordThatCannotBeSplitBecomesADeadLetter() throws Exception {
        send(source, "[");
        send(0, 1);
        start("a");

        awaitTexts(target, "{\"id\":0,\"n\":1}", "{\"id\":0,\"n\":2}");
        awaitTexts(deadLetters, "[");
        assertThat(reason(read(deadLetters).get(0))).startsWith("value: must be well-formed JSON");
        assertThat(letters).hasValue(1);
    }

    @Test
    void partThatIsTooLargeForItsTopicDoesNotHoldUpTheOthers() throws Exception {
        limit(target);
        send(0, 1);
        send(source, "{\"id\":\"" + "x".repeat(30_000) + "\",\"positions\":[{\"n\":1},{\"n\":2}]}");
        start("a");

        awaitTexts(target, "{\"id\":0,\"n\":1}", "{\"id\":0,\"n\":2}");
        Awaitility.await().until(() -> read(deadLetters).size() == 1);
        assertThat(reason(read(deadLetters).get(0))).isEqualTo("value: is too large for topic " + target);
    }

    private Splitter start(String replica) {
        Splitter splitter = new Splitter(
                Map.of(source, new Target(new RecordSplit("/positions"), target)),
                deadLetters,
                topics.clients(),
                replica + "-" + source,
                letters::addAndGet);
        splitters.add(splitter);
        splitter.start();
        return splitter;
    }

    /** Records with numbers from {@code from} up, in turn to each partition. */
    private void send(int from, int to) throws Exception {
        try (Producer<byte[], byte[]> out =
                topics.clients().transactionalProducer(UUID.randomUUID().toString())) {
            out.initTransactions();
            out.beginTransaction();
            for (int number = from; number < to; number++) {
                String record = "{\"id\":" + number + ",\"positions\":[{\"n\":1},{\"n\":2}]}";
                out.send(new ProducerRecord<>(source, number % PARTITIONS, null, bytes(record)));
            }
            out.commitTransaction();
        }
    }

    private void send(String topic, String record) {
        try (Producer<byte[], byte[]> out =
                topics.clients().transactionalProducer(UUID.randomUUID().toString())) {
            out.initTransactions();
            out.beginTransaction();
            out.send(new ProducerRecord<>(topic, 0, null, bytes(record)));
            out.commitTransaction();
        }
    }

    /** To more than the batches of the producer. */
    private void limit(String topic) throws Exception {
        try (Admin admin = topics.clients().admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", "20000"), OpType.SET))))
                    .all()
                    .get();
        }
    }

    private void awaitTexts(String topic, String... texts) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(read(topic).stream().map(SplitterTest::text)).containsExactly(texts));
    }

    /** The committed records of the topic. */
    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (Consumer<byte[], byte[]> consumer = topics.clients().exactConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("fleetcast-reason").value(), StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
