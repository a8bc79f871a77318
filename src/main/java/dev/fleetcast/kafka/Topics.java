package dev.fleetcast.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics a feature needs when they are absent. */
@ApplicationScoped
public class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);

    /** Room for the longest record that is read by default, uncompressed, and for what is added to it on its way here. */
    private static final String MAX_MESSAGE_BYTES = "3145728";

    private final KafkaClients kafka;
    private final TopicsConfig config;

    Topics(KafkaClients kafka, TopicsConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** A topic of the feed, spread over {@code fleetcast.topics.telemetry-partitions}. */
    public NewTopic feed(String name) {
        return new NewTopic(name, Optional.of(config.telemetryPartitions()), replication());
    }

    /** A topic of few records that are kept for long. */
    public NewTopic single(String name) {
        return new NewTopic(name, Optional.of(1), replication())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES));
    }

    /** A topic that keeps the newest record of each key. */
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
     * Creates those of {@code wanted} that are absent; blocks.
     *
     * @throws ExecutionException when the broker cannot be reached, does not answer within ten seconds or refuses
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
        } catch (KafkaException unresolved) {
            throw new ExecutionException(unresolved);
        }
    }

    private static void awaitCreation(String name, KafkaFuture<Void> creation)
            throws ExecutionException, InterruptedException {
        try {
            creation.get();
            LOG.infof("created topic %s", name);
        } catch (ExecutionException refused) {
            // Another replica was faster.
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    private Optional<Short> replication() {
        return config.replicationFactor() < 0 ? Optional.empty() : Optional.of(config.replicationFactor());
    }
}
