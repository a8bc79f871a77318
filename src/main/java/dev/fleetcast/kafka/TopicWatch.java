package dev.fleetcast.kafka;

import dev.fleetcast.replica.Background;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Watches Kafka's ids of the topics that are read, with one query per second for all readers: a recreated topic has the
 * same name and another id. Never blocks.
 */
@ThreadSafe
@ApplicationScoped
public class TopicWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Function<Set<String>, Map<String, KafkaTopic>> lookup;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
    /** Also of topics that do not exist now. For the asking thread. */
    private final Map<String, String> lastIds = new HashMap<>();

    private volatile Map<String, KafkaTopic> seen = Map.of();
    private final Background asking = new Background("fleetcast-topic-watch");

    private record Waiting(Set<String> topics, Runnable reader) {}

    @Inject
    TopicWatch(TopicLookup lookup) {
        this(lookup::existing);
    }

    /** @param lookup returns the topics that exist among the given names; may block */
    TopicWatch(Function<Set<String>, Map<String, KafkaTopic>> lookup) {
        this.lookup = lookup;
        asking.every(Duration.ZERO, INTERVAL, this::ask);
    }

    /** Returns the topic's id as of about a second ago; empty while unknown, or if the topic does not exist. */
    public Optional<String> idOf(String topic) {
        if (watched.add(topic)) {
            asking.execute(this::ask);
        }
        return Optional.ofNullable(seen.get(topic)).map(KafkaTopic::id);
    }

    /**
     * Has {@code reader} run whenever one of the topics has been recreated, once {@link #idOf} returns the new id.
     *
     * @return ends that
     */
    public Runnable whenRecreated(Set<String> topics, Runnable reader) {
        Waiting entered = new Waiting(topics, reader);
        waiting.add(entered);
        return () -> waiting.remove(entered);
    }

    void stop(@Observes ShutdownEvent stopping) {
        close();
    }

    @Override
    public void close() {
        asking.close();
    }

    private void ask() {
        if (watched.isEmpty()) {
            return;
        }
        try {
            seen = lookup.apply(Set.copyOf(watched));
        } catch (RuntimeException unreachable) {
            // Any failure may be temporary, and an exception would end the schedule.
            LOG.debug("Cannot look up topics", unreachable);
            return;
        }
        Set<String> recreated = recreated();
        if (!recreated.isEmpty()) {
            waiting.stream()
                    .filter(each -> each.topics().stream().anyMatch(recreated::contains))
                    .forEach(each -> each.reader().run());
        }
    }

    private Set<String> recreated() {
        Set<String> recreated = new HashSet<>();
        seen.forEach((name, topic) -> {
            String last = lastIds.put(name, topic.id());
            if (last != null && !last.equals(topic.id())) {
                recreated.add(name);
            }
        });
        return recreated;
    }
}
