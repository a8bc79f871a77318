package dev.fleetcast.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Makes Kafka clients from the application's {@code kafka.*} settings ({@code KAFKA_BOOTSTRAP_SERVERS} and whatever
 * security the cluster asks for), for the places Reactive Messaging has no channel for: readers without a group, and
 * topic administration.
 */
@ApplicationScoped
public class KafkaClients {

    /** Kafka's own default. */
    private static final int PARTITION_FETCH = 1 << 20;

    private final Map<String, Object> settings;
    private final ReadingConfig reading;
    private final ReadingLimits limits;
    private final UnreadMetrics unread;

    KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> settings,
            ReadingConfig reading,
            UnreadMetrics unread) {
        this.settings = settings;
        this.reading = reading;
        this.limits = ReadingLimits.of(
                reading.maxRecordSize().asLongValue(), Runtime.getRuntime().maxMemory());
        this.unread = unread;
    }

    /**
     * A consumer of raw records that belongs to no group and commits nothing, and that no record can stop: what cannot be read
     * is {@link Unread}. Fails where an offset is gone, rather than to go on elsewhere. The caller closes it.
     */
    public Consumer<byte[], byte[]> exactConsumer() {
        Map<String, Object> config = consumerSettings();
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return new SteadyConsumer(config, limits, unread);
    }

    /**
     * A consumer as {@link #exactConsumer}, but of a group; where the group has committed nothing, it begins with the oldest
     * record. The caller subscribes, commits and closes it.
     *
     * @param more further settings of Kafka's consumer
     */
    public Consumer<byte[], byte[]> groupConsumer(String group, Map<String, Object> more) {
        Map<String, Object> config = consumerSettings();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.putAll(more);
        return new SteadyConsumer(config, limits, unread);
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, SteadyConsumer.MAX_RECORDS);
        config.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, reading.isolationLevel().setting());
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, limits.fetch());
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Math.min(PARTITION_FETCH, limits.fetch() / 4));
        // A broker that makes topics by itself must not be faster than Topics: it knows neither partitions nor
        // compaction.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A topic that was missing or grew is seen within this time.
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }

    /** An administration client; the caller closes it. */
    public Admin admin() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(config);
    }
}
