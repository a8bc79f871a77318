package dev.fleetcast.cluster.topic;

import dev.fleetcast.kafka.KafkaTopic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Kafka's ids of topics, refreshed periodically: a recreated topic has a new id. Used by one thread; blocks. */
public final class TopicIds {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Function<Set<String>, Map<String, KafkaTopic>> lookup;
    private final LongSupplier nanos;
    private Map<String, String> known = Map.of();
    private long asked;

    /** @param lookup finds existing topics by name */
    public TopicIds(Function<Set<String>, Map<String, KafkaTopic>> lookup, LongSupplier nanos) {
        this.lookup = lookup;
        this.nanos = nanos;
    }

    /** The ids of {@code topics}, at most ten seconds old; empty if Kafka does not return all of them. */
    public Optional<Map<String, String>> of(Set<String> topics) {
        long now = nanos.getAsLong();
        if (!known.keySet().equals(topics) || now - asked > FRESH.toNanos()) {
            known = ask(topics);
            asked = now;
        }
        return known.keySet().equals(topics) ? Optional.of(known) : Optional.empty();
    }

    private Map<String, String> ask(Set<String> topics) {
        try {
            return lookup.apply(topics).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, topic -> topic.getValue().id()));
        } catch (KafkaException unreachable) {
            return Map.of();
        }
    }
}
