package dev.fleetcast.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes Kafka clients from the application's {@code kafka.*} settings ({@code KAFKA_BOOTSTRAP_SERVERS} and whatever
 * security the cluster asks for), for the places Reactive Messaging has no channel for: readers without a group, and
 * topic administration.
 */
@ApplicationScoped
public class KafkaClients {

    /** As many records are in a batch at most. */
    static final int MAX_POLL_RECORDS = 2_000;

    private final Map<String, Object> settings;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = settings;
    }

    /** A consumer of raw records that belongs to no group and commits nothing; the caller closes it. */
    public Consumer<byte[], byte[]> grouplessConsumer() {
        return grouplessConsumer("earliest");
    }

    /**
     * As {@link #grouplessConsumer}, for reading again what is old: fails rather than to skip what Kafka has just let go of.
     */
    public Consumer<byte[], byte[]> exactConsumer() {
        return grouplessConsumer("none");
    }

    private Consumer<byte[], byte[]> grouplessConsumer(String offsetReset) {
        Map<String, Object> config = new HashMap<>(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, offsetReset);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        // A broker that makes topics by itself must not be faster than Topics: it knows neither partitions nor
        // compaction.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A topic that was missing or grew is seen within this time.
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return new KafkaConsumer<>(config);
    }

    /** An administration client; the caller closes it. */
    public Admin admin() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(config);
    }
}
