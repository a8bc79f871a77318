package dev.fleetcast.kafka;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks Kafka which topics there are just now. Safe for use by any thread that may block. */
@ApplicationScoped
public class TopicLookup {

    private final KafkaClients kafka;
    private Admin admin;
    private boolean stopped;

    TopicLookup(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * Those of {@code names} that exist; blocks.
     *
     * @throws KafkaException when Kafka cannot be reached or does not tell
     */
    public Map<String, KafkaTopic> existing(Set<String> names) {
        Map<String, KafkaTopic> existing = new HashMap<>();
        admin().describeTopics(names).topicNameValues().forEach((name, asked) -> {
            TopicDescription told = await(asked);
            if (told != null) {
                existing.put(
                        name,
                        new KafkaTopic(
                                told.topicId().toString(), told.partitions().size()));
            }
        });
        return Map.copyOf(existing);
    }

    /** Whoever waits for an answer is told that there will be none. */
    synchronized void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Made at the first question: without a broker whose name resolves it cannot be made. */
    private synchronized Admin admin() {
        if (stopped) {
            throw new KafkaException("the application stops");
        }
        if (admin == null) {
            admin = kafka.admin();
        }
        return admin;
    }

    private static TopicDescription await(KafkaFuture<TopicDescription> asked) {
        try {
            return asked.get();
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw new KafkaException(refused.getCause());
        } catch (InterruptedException stopping) {
            throw new InterruptException(stopping);
        }
    }
}
