package dev.fleetcast.kafka;

import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Queries Kafka for topics. Blocks. */
@ThreadSafe
@ApplicationScoped
public class TopicLookup {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final KafkaClients kafka;
    private Admin admin;
    private boolean stopped;

    TopicLookup(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns the topics among {@code names} that exist; blocks.
     *
     * @throws KafkaException when Kafka is unavailable or does not respond
     */
    public Map<String, KafkaTopic> existing(Set<String> names) {
        Map<String, KafkaTopic> existing = new HashMap<>();
        admin().describeTopics(names)
                .topicNameValues()
                .forEach((name, asked) -> description(asked).ifPresent(topic -> existing.put(name, described(topic))));
        return Map.copyOf(existing);
    }

    /**
     * Returns the end offsets of topics with one partition; blocks for less than two seconds.
     *
     * @throws KafkaException when Kafka is unavailable or does not respond
     */
    public Map<String, Long> ends(Collection<String> names) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        names.forEach(name -> asked.put(new TopicPartition(name, 0), OffsetSpec.latest()));
        ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs((int) PATIENCE.toMillis());
        Map<String, Long> ends = new HashMap<>();
        await(admin().listOffsets(asked, options).all())
                .forEach((partition, end) -> ends.put(partition.topic(), end.offset()));
        return Map.copyOf(ends);
    }

    /**
     * Returns the retention times of the topics among {@code names} that have one; blocks.
     *
     * @throws KafkaException when Kafka is unavailable or denies this user the answer
     */
    public Map<String, Duration> retentions(Collection<String> names) {
        List<ConfigResource> asked = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Duration> retentions = new HashMap<>();
        await(admin().describeConfigs(asked).all()).forEach((topic, settings) -> {
            ConfigEntry retention = settings.get(TopicConfig.RETENTION_MS_CONFIG);
            if (retention != null
                    && retention.value() != null
                    && !retention.value().startsWith("-")) {
                retentions.put(topic.name(), Duration.ofMillis(Long.parseLong(retention.value())));
            }
        });
        return Map.copyOf(retentions);
    }

    /** Fails pending queries. */
    synchronized void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Created lazily: creation fails while the broker's name does not resolve. */
    private synchronized Admin admin() {
        if (stopped) {
            throw new KafkaException("The application is stopping");
        }
        if (admin == null) {
            admin = kafka.admin();
        }
        return admin;
    }

    private static KafkaTopic described(TopicDescription topic) {
        Set<Integer> leaderless = topic.partitions().stream()
                .filter(partition ->
                        partition.leader() == null || partition.leader().isEmpty())
                .map(TopicPartitionInfo::partition)
                .collect(Collectors.toSet());
        return new KafkaTopic(topic.topicId().toString(), topic.partitions().size(), leaderless);
    }

    private static Optional<TopicDescription> description(KafkaFuture<TopicDescription> asked) {
        try {
            return Optional.of(await(asked));
        } catch (KafkaException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static <T> T await(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException refused) {
            throw new KafkaException(refused.getCause());
        } catch (InterruptedException stopping) {
            throw new InterruptException(stopping);
        }
    }
}
