package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Routes updates from the feed to the event loops that have streams, and there to the streams that follow their units.
 * A batch costs one task per event loop, regardless of the number of streams.
 */
@ApplicationScoped
public class Router {

    private static final int PART = 128;

    private final ConcurrentMap<ScheduledExecutorService, StreamLoop> loops = new ConcurrentHashMap<>();
    private final FollowedUnits followed = new FollowedUnits();
    private final StreamMetrics metrics;
    private final StreamRegistry registry;
    private final Duration flushInterval;
    private final long recentBytes;
    private volatile FeedPosition position = FeedPosition.START;
    private volatile FeedPosition begun;
    private long begunAt = System.nanoTime();

    Router(StreamMetrics metrics, StreamRegistry registry, StreamConfig config, MemoryBudgets memory) {
        this.metrics = metrics;
        this.registry = registry;
        this.flushInterval = config.flushInterval();
        this.recentBytes = memory.windowBytes();
    }

    /** The streams of {@code eventLoop}. Safe for use by any thread. */
    public StreamLoop loop(ScheduledExecutorService eventLoop) {
        return loops.computeIfAbsent(
                eventLoop,
                executor -> new StreamLoop(executor, flushInterval, followed, metrics, registry::removed, recentBytes));
    }

    FollowedUnits followed() {
        return followed;
    }

    /**
     * Whether any stream follows the unit; if not, its updates need not be routed. Call this only after the message is
     * in the {@link Snapshots}, so that a stream that subscribes concurrently finds it there.
     */
    public boolean isFollowed(UnitId unit) {
        return followed.contains(unit);
    }

    /**
     * Delivers {@code batch}, in ascending order of sequence numbers; calls must not overlap. Blocks while an event
     * loop is far behind, but never for a client.
     *
     * @param after the position of the feed after the batch
     */
    public void route(List<Update> batch, FeedPosition after) {
        FeedPosition reached = position;
        for (Update update : batch) {
            reached = reached.after(update.position());
            update.reaching(reached);
        }
        // In parts, so that an event loop can check in between which connections have room.
        for (int from = 0; from < batch.size(); from += PART) {
            List<Update> part = batch.subList(from, Math.min(from + PART, batch.size()));
            boolean last = from + PART >= batch.size();
            deliver(part, last ? after : part.get(part.size() - 1).reached());
        }
        if (batch.isEmpty()) {
            deliver(batch, after);
        }
        position = after;
    }

    /** The position up to which the feed has been routed. Safe for use by any thread. */
    public FeedPosition position() {
        return position;
    }

    /**
     * Announces that the feed starts to interpret the records up to {@code after}. A unit followed from now on may have
     * been skipped as unfollowed up to that position, but not beyond. Only for the thread that {@link #route routes}.
     */
    public void beginning(FeedPosition after) {
        begunAt = System.nanoTime();
        begun = after;
    }

    /**
     * See {@link #beginning}. Safe for use by any thread.
     *
     * @throws IllegalStateException before the first call of {@link #beginning}: until then the feed's position is
     *     unknown
     */
    public FeedPosition begun() {
        if (begun == null) {
            throw new IllegalStateException("The feed has not started.");
        }
        return begun;
    }

    /**
     * Moves the feed to another position, ahead of or behind the current one: every stream gets a gap for each unit it
     * follows, and restarts from {@code snapshots}. Only for the thread that {@link #route routes}.
     */
    public void restart(FeedPosition after, GapReason reason, Snapshots snapshots) {
        beginning(after);
        position = after;
        loops.values().forEach(loop -> loop.restart(after, reason, snapshots));
    }

    private void deliver(List<Update> part, FeedPosition after) {
        loops.values().forEach(loop -> loop.deliver(part, after, begunAt));
    }

    /** The units that streams of this replica follow. Safe for use by any thread. */
    static final class FollowedUnits {

        private final ConcurrentMap<UnitId, Integer> followers = new ConcurrentHashMap<>();

        void add(UnitId unit) {
            followers.merge(unit, 1, Integer::sum);
        }

        void remove(UnitId unit) {
            followers.computeIfPresent(unit, (known, count) -> count == 1 ? null : count - 1);
        }

        boolean contains(UnitId unit) {
            return followers.containsKey(unit);
        }
    }
}
