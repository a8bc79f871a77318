package dev.fleetcast.ingest;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.KafkaPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Which messages the feed has found late, so that a replay says the same of them. Bounded: the oldest are forgotten, and
 * with them what stands before them in their partition. Safe for use by any thread.
 */
@ApplicationScoped
class LateOffsets {

    private static final int CAPACITY = 100_000;

    private final int capacity;
    private final Set<KafkaPosition> late = new HashSet<>();
    private final Queue<KafkaPosition> byAge = new ArrayDeque<>();
    private FeedPosition complete = FeedPosition.START;
    private FeedPosition judged = FeedPosition.START;

    LateOffsets() {
        this(CAPACITY);
    }

    LateOffsets(int capacity) {
        this.capacity = capacity;
    }

    /** The feed begins to judge there; nothing is known of what stands before. */
    synchronized void begin(FeedPosition start) {
        complete = start;
        judged = start;
        late.clear();
        byAge.clear();
    }

    /** The feed has found the message there late. */
    synchronized void add(KafkaPosition position) {
        if (late.add(position)) {
            byAge.add(position);
        }
        if (byAge.size() > capacity) {
            KafkaPosition forgotten = byAge.remove();
            late.remove(forgotten);
            complete = complete.after(forgotten);
        }
    }

    /** The feed has judged everything up to there. */
    synchronized void judged(FeedPosition after) {
        judged = after;
    }

    /** Whether the feed has found the message there late; empty when it has not judged it, or that is forgotten. */
    synchronized Optional<Boolean> verdict(KafkaPosition position) {
        return complete.includes(position) || !judged.includes(position)
                ? Optional.empty()
                : Optional.of(late.contains(position));
    }
}
