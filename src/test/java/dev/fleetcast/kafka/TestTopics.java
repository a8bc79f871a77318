package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.ReadingConfig;
import dev.fleetcast.kafka.consumer.SkippedRecords;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.SharedServices;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Topics on the shared broker, with unique names. */
public final class TestTopics implements AutoCloseable {

    private final Map<String, Object> settings = Map.of("bootstrap.servers", SharedServices.bootstrapServers());
    private final KafkaClients clients = clients(settings);
    private final TopicLookup lookup = new TopicLookup(clients);
    private final TopicWatch watch = new TopicWatch(lookup);
    private final KafkaProducer<String, String> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());

    /** The product's clients for that cluster. */
    static KafkaClients clients(Map<String, Object> settings) {
        return new KafkaClients(
                settings, Settings.of(ReadingConfig.class, Map.of()), new SkippedRecords(new SimpleMeterRegistry()));
    }

    static String name() {
        return "test-" + UUID.randomUUID();
    }

    /** The product's clients for the shared broker. */
    public KafkaClients clients() {
        return clients;
    }

    /** The product's topic creation; {@code settings} use full property names. */
    Topics topics(Map<String, String> settings) {
        return new Topics(clients, Settings.of(TopicsConfig.class, settings));
    }

    /** A consumer like the product's, but quicker to detect new topics and partitions. */
    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The settings of {@link #consumer}. */
    Map<String, Object> consumerSettings() {
        return Map.of(
                "bootstrap.servers",
                SharedServices.bootstrapServers(),
                "metadata.max.age.ms",
                200,
                "allow.auto.create.topics",
                false,
                "auto.offset.reset",
                "none");
    }

    /** A source with such consumers. */
    public TopicSource source() {
        return source(this::consumer);
    }

    /** A source with the given consumers. */
    TopicSource source(Supplier<Consumer<byte[], byte[]>> consumers) {
        return new TopicSource(consumers, watch);
    }

    public String created(int partitions) throws Exception {
        return created(name(), partitions);
    }

    public String created(String name, int partitions) throws Exception {
        topics(Map.of()).ensure(List.of(new NewTopic(name, partitions, (short) 1)));
        return name;
    }

    public void createAgain(String topic, int partitions) throws Exception {
        try (var admin = clients.admin()) {
            admin.deleteTopics(Set.of(topic)).all().get();
        }
        Awaitility.await().ignoreExceptions().until(() -> !names().contains(topic));
        created(topic, partitions);
    }

    void deleteBefore(String topic, long offset) throws Exception {
        deleteBefore(new TopicPartition(topic, 0), offset);
    }

    void deleteBefore(TopicPartition partition, long offset) throws Exception {
        try (var admin = clients.admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    void addPartitions(String topic, int total) throws Exception {
        try (var admin = clients.admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        }
    }

    /** Commits the beginning of each partition for the group, once the broker coordinates it. */
    public void commit(String group, String topic, int partitions) {
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            beginning.put(new TopicPartition(topic, partition), new OffsetAndMetadata(0));
        }
        Awaitility.await().ignoreExceptions().until(() -> {
            try (var admin = clients.admin()) {
                admin.alterConsumerGroupOffsets(group, beginning).all().get();
            }
            return true;
        });
    }

    Set<String> names() throws Exception {
        try (var admin = clients.admin()) {
            return admin.listTopics().names().get();
        }
    }

    /** The number of partitions of the topic, once the broker has created it. */
    int partitions(String topic) {
        return admin(admin -> admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size());
    }

    String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin(admin -> admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value());
    }

    private <T> T admin(ThrowingFunction<Admin, T> question) {
        try (var admin = clients.admin()) {
            return Awaitility.await()
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> question.apply(admin), Objects::nonNull);
        }
    }

    /** Sends and waits for the broker's acknowledgement. */
    void send(String topic, int partition, String... values) throws ExecutionException, InterruptedException {
        for (String value : values) {
            producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
        }
    }

    private interface ThrowingFunction<A, T> {
        T apply(A argument) throws Exception;
    }

    @Override
    public void close() {
        watch.close();
        lookup.stop(null);
        producer.close();
    }
}
