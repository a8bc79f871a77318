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
    /** When another id was first seen than the one known; zero if none was. */
    private long changedSince;

    /** @param lookup finds existing topics by name */
    public TopicIds(Function<Set<String>, Map<String, KafkaTopic>> lookup, LongSupplier nanos) {
        this.lookup = lookup;
        this.nanos = nanos;
    }

    /**
     * The ids of {@code topics}, at most ten seconds old. Empty if Kafka does not return all of them, and for ten seconds
     * if one has changed: until {@link #forget}, the caller's position is one of the former topic.
     */
    public Optional<Map<String, String>> of(Set<String> topics) {
        long now = nanos.getAsLong();
        if (!known.keySet().equals(topics) || now - asked > FRESH.toNanos()) {
            Map<String, String> found = ask(topics);
            if (isChange(found, now)) {
                return Optional.empty();
            }
            known = found;
            asked = now;
            changedSince = 0;
        }
        return known.keySet().equals(topics) ? Optional.of(known) : Optional.empty();
    }

    /** Asks again at the next call: the caller's position has moved back, as it does to a recreated topic. */
    public void forget() {
        known = Map.of();
        changedSince = 0;
    }

    private boolean isChange(Map<String, String> found, long now) {
        if (!found.keySet().equals(known.keySet()) || found.equals(known)) {
            return false;
        }
        if (changedSince == 0) {
            changedSince = now;
        }
        return now - changedSince <= FRESH.toNanos();
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
