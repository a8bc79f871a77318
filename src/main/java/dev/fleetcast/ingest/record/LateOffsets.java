package dev.fleetcast.ingest.record;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Remembers which messages the feed judged late, so that a backfill gives the same verdict. Bounded: the oldest entries
 * are dropped, and with them all verdicts before them in their partition.
 */
@ThreadSafe
@ApplicationScoped
public class LateOffsets {

    private static final int CAPACITY = 100_000;

    private final int capacity;
    private final Set<RecordOffset> late = new HashSet<>();
    private final Queue<RecordOffset> byAge = new ArrayDeque<>();
    private FeedPosition complete = FeedPosition.START;
    private FeedPosition judged = FeedPosition.START;

    public LateOffsets() {
        this(CAPACITY);
    }

    public LateOffsets(int capacity) {
        this.capacity = capacity;
    }

    /** Resets to the position where the feed starts to judge; earlier verdicts are unknown. */
    public synchronized void begin(FeedPosition start) {
        complete = start;
        judged = start;
        late.clear();
        byAge.clear();
    }

    /** Notes that the feed judged the message late. */
    public synchronized void add(RecordOffset position) {
        if (late.add(position)) {
            byAge.add(position);
        }
        if (byAge.size() > capacity) {
            RecordOffset forgotten = byAge.remove();
            late.remove(forgotten);
            complete = complete.after(forgotten);
        }
    }

    /** Notes that the feed has judged everything before {@code after}. */
    public synchronized void judged(FeedPosition after) {
        judged = after;
    }

    /** Returns whether the feed judged the message late; empty if it has not judged it, or if the verdict was dropped. */
    public synchronized Optional<Boolean> verdict(RecordOffset position) {
        return complete.includes(position) || !judged.includes(position)
                ? Optional.empty()
                : Optional.of(late.contains(position));
    }
}
