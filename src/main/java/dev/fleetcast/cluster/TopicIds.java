package dev.fleetcast.cluster;

import dev.fleetcast.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Kafka's ids of topics, asked for now and then: a topic deleted and made anew has another. Used by one thread; blocks. */
final class TopicIds implements AutoCloseable {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final LongSupplier nanos;
    private Map<String, String> known = Map.of();
    private long asked;
    private volatile Admin admin;

    TopicIds(KafkaClients kafka, LongSupplier nanos) {
        this.kafka = kafka;
        this.nanos = nanos;
    }

    /** The ids of all of {@code topics}, at most ten seconds old; empty when Kafka does not tell. */
    Optional<Map<String, String>> of(Set<String> topics) {
        long now = nanos.getAsLong();
        if (!known.keySet().equals(topics) || now - asked > FRESH.toNanos()) {
            known = ask(topics);
            asked = now;
        }
        return known.keySet().equals(topics) ? Optional.of(known) : Optional.empty();
    }

    @Override
    public void close() {
        Admin current = admin;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }

    private Map<String, String> ask(Set<String> topics) {
        try {
            Map<String, String> ids = new HashMap<>();
            admin().describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, described) ->
                            ids.put(name, described.topicId().toString()));
            return ids;
        } catch (ExecutionException | KafkaException unreachable) {
            return Map.of();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** Made at the first question: without a broker whose name resolves it cannot be made. */
    private Admin admin() {
        Admin current = admin;
        if (current == null) {
            current = kafka.admin();
            admin = current;
        }
        return current;
    }
}
