package dev.fleetcast.kafka;

import dev.fleetcast.kafka.consumer.ReadingConfig;
import dev.fleetcast.kafka.consumer.ReadingLimits;
import dev.fleetcast.kafka.consumer.SkippedRecords;
import dev.fleetcast.kafka.consumer.SteadyConsumer;
import dev.fleetcast.kafka.consumer.Unread;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates Kafka clients from the application's {@code kafka.*} settings ({@code KAFKA_BOOTSTRAP_SERVERS} and the
 * cluster's security settings), for uses outside Reactive Messaging: readers without a group, and topic administration.
 */
@ApplicationScoped
public class KafkaClients {

    /** Kafka's own default. */
    private static final int PARTITION_FETCH = 1 << 20;

    private static final int RANGE_FETCH_WAIT_MILLIS = 20;

    static final int FOLLOWING_FETCH_WAIT_MILLIS = 2_000;
    /** A partition taken over from another member may wait as long. */
    private static final int GROUP_FETCH_WAIT_MILLIS = 1_000;

    private final Map<String, Object> settings;
    private final ReadingConfig reading;
    private final ReadingLimits limits;
    private final SkippedRecords unread;

    KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> settings,
            ReadingConfig reading,
            SkippedRecords unread) {
        this.settings = settings;
        this.reading = reading;
        this.limits = ReadingLimits.of(
                reading.maxRecordSize().asLongValue(), Runtime.getRuntime().maxMemory());
        this.unread = unread;
    }

    /**
     * Creates a consumer of raw records without a group or commits. Unreadable records do not stop it, see
     * {@link Unread}. It fails at an offset that no longer exists instead of resetting it. The caller closes it.
     */
    public Consumer<byte[], byte[]> exactConsumer() {
        return exactConsumer(Map.of());
    }

    /**
     * Creates a consumer like {@link #exactConsumer}, for reading one range of offsets after the other. The fetch that it
     * has sent ahead from the end of a partition must not hold up the next range for as long as the broker waits for new
     * records.
     */
    public Consumer<byte[], byte[]> rangeConsumer() {
        return exactConsumer(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, RANGE_FETCH_WAIT_MILLIS));
    }

    /**
     * Creates a consumer like {@link #exactConsumer}, for following the end of partitions. It gets a new record as soon as
     * the broker has it; without any, it wakes the broker and itself every two seconds only. A partition that is assigned
     * later may wait as long.
     */
    Consumer<byte[], byte[]> followingConsumer() {
        return exactConsumer(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FOLLOWING_FETCH_WAIT_MILLIS));
    }

    private Consumer<byte[], byte[]> exactConsumer(Map<String, Object> more) {
        Map<String, Object> config = consumerSettings();
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.putAll(more);
        return new SteadyConsumer(config, limits, unread);
    }

    /**
     * Creates a consumer like {@link #exactConsumer}, but in a group. The caller subscribes, seeks where there is no
     * committed offset, commits, and closes it.
     *
     * @param more further settings of Kafka's consumer
     */
    public Consumer<byte[], byte[]> groupConsumer(String group, Map<String, Object> more) {
        Map<String, Object> config = consumerSettings();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GROUP_FETCH_WAIT_MILLIS);
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
        // A broker that auto-creates topics must not precede Topics: it would use the wrong partitions and no
        // compaction.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // New topics and partitions are detected within this time.
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }

    /**
     * Creates a producer of raw records in transactions; the caller closes it. After a crash, readers of its topics wait
     * for at most some seconds for the end of its last transaction.
     *
     * @param name of the transactions: a later producer of that name ends those of an earlier one
     */
    public Producer<byte[], byte[]> transactionalProducer(String name) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 9_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Creates an administration client; the caller closes it. */
    public Admin admin() {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(config);
    }
}
