package dev.fleetcast.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Describes and creates the topics that features need. */
@ApplicationScoped
public class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);

    /** Room for the longest readable record by default, uncompressed, and for the metadata added to it on its way. */
    private static final String MAX_MESSAGE_BYTES = "3145728";

    private static final int LEADER_ATTEMPTS = 100;
    private static final long LEADER_PAUSE_MILLIS = 100;

    private final KafkaClients kafka;
    private final TopicsConfig config;

    Topics(KafkaClients kafka, TopicsConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** A topic of the feed, with {@code fleetcast.topics.telemetry-partitions} partitions. */
    public NewTopic feed(String name) {
        return new NewTopic(name, Optional.of(config.telemetryPartitions()), replication());
    }

    /** A topic of one partition, for few records with long retention. */
    public NewTopic single(String name) {
        return new NewTopic(name, Optional.of(1), replication())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES));
    }

    /** Like {@link #single(String)}, for records that are soon out of date; {@code retention} by the broker's time. */
    public NewTopic single(String name, Duration retention, Duration segment) {
        return new NewTopic(name, Optional.of(1), replication())
                .configs(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        MAX_MESSAGE_BYTES,
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime",
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        // Kafka deletes only closed segments.
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(segment.toMillis())));
    }

    /** A compacted topic. */
    public NewTopic table(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), replication())
                .configs(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        MAX_MESSAGE_BYTES,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_MS_CONFIG,
                        "3600000",
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1"));
    }

    /**
     * Creates the missing topics of {@code wanted}, and waits until they accept records; blocks.
     *
     * @throws ExecutionException when the broker is unavailable, does not respond within ten seconds or refuses
     */
    public void ensure(Collection<NewTopic> wanted) throws ExecutionException, InterruptedException {
        if (!config.create()) {
            return;
        }
        try (Admin admin = kafka.admin()) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> absent = new ArrayList<>(wanted);
            absent.removeIf(topic -> present.contains(topic.name()));
            for (var created : admin.createTopics(absent).values().entrySet()) {
                awaitCreation(created.getKey(), created.getValue());
            }
            awaitLeaders(admin, absent);
        } catch (KafkaException unresolved) {
            throw new ExecutionException(unresolved);
        }
    }

    private static void awaitCreation(String name, KafkaFuture<Void> creation)
            throws ExecutionException, InterruptedException {
        try {
            creation.get();
            LOG.infof("Created topic %s", name);
        } catch (ExecutionException refused) {
            // Another replica was faster.
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    /**
     * An idempotent producer whose first record a partition without a leader refuses, and the second does not, repeats
     * the first until its delivery timeout (KAFKA-14359). Only leaders answer this question.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> created)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        for (int attempt = 1; !answer(admin, ends, attempt == LEADER_ATTEMPTS); attempt++) {
            TimeUnit.MILLISECONDS.sleep(LEADER_PAUSE_MILLIS);
        }
    }

    private static boolean answer(Admin admin, Map<TopicPartition, OffsetSpec> ends, boolean last)
            throws ExecutionException, InterruptedException {
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException notYet) {
            if (last || !(notYet.getCause() instanceof RetriableException)) {
                throw notYet;
            }
            return false;
        }
    }

    private Optional<Short> replication() {
        return config.replicationFactor() < 0 ? Optional.empty() : Optional.of(config.replicationFactor());
    }
}
