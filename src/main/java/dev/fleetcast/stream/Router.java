package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.stream.spi.FeedItem.Batch;
import dev.fleetcast.stream.spi.FeedItem.Break;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Routes updates from the feed to the event loops that have streams, and there to the streams that follow their units.
 * A batch costs one task per event loop, regardless of the number of streams.
 */
@ApplicationScoped
public class Router {

    private static final Logger LOG = Logger.getLogger(Router.class);
    private static final int PART = 128;

    private final ConcurrentMap<ScheduledExecutorService, StreamLoop> loops = new ConcurrentHashMap<>();
    private final FollowedUnits followed = new FollowedUnits();
    private final StreamMetrics metrics;
    private final StreamRegistry registry;
    private final Duration flushInterval;
    private final long recentBytes;
    private volatile Reached reached = new Reached(FeedPosition.START, FeedLog.UNKNOWN);
    private volatile FeedPosition readTo;
    private long readAt = System.nanoTime();

    /**
     * How far the feed has been routed.
     *
     * @param log the log that the position is in
     */
    public record Reached(FeedPosition position, FeedLog log) {}

    Router(StreamMetrics metrics, StreamRegistry registry, StreamConfig config, MemoryBudgets memory) {
        this.metrics = metrics;
        this.registry = registry;
        this.flushInterval = config.flushInterval();
        this.recentBytes = memory.windowBytes();
    }

    /** The streams of {@code eventLoop}. Safe for use by any thread. */
    public StreamLoop loop(ScheduledExecutorService eventLoop) {
        StreamLoop known = loops.get(eventLoop);
        return known == null ? begin(eventLoop) : known;
    }

    /** Not while a part of the feed is handed over: the new loop would miss it, or not know that it has it. */
    private synchronized StreamLoop begin(ScheduledExecutorService eventLoop) {
        return loops.computeIfAbsent(
                eventLoop,
                executor -> new StreamLoop(
                        executor, flushInterval, followed, metrics, registry::removed, recentBytes, position()));
    }

    FollowedUnits followed() {
        return followed;
    }

    /**
     * Subscribes to the feed, one item at a time: the next is requested when this one has been handed to every event
     * loop. Blocks the feed while an event loop is far behind, but never for a client. A failure skips one item.
     */
    public void subscribeTo(Multi<FeedItem> feed) {
        AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        feed.subscribe()
                .with(
                        begun -> {
                            subscription.set(begun);
                            begun.request(1);
                        },
                        item -> {
                            takeIsolated(item);
                            subscription.get().request(1);
                        },
                        failed -> LOG.error("The telemetry feed has ended", failed),
                        () -> LOG.debug("The telemetry feed has ended"));
    }

    private void takeIsolated(FeedItem item) {
        try {
            take(item);
        } catch (RuntimeException | Error failed) {
            // Ending the subscription would block all later items.
            LOG.error("Skipped a part of the telemetry feed that cannot be routed", failed);
        }
    }

    private void take(FeedItem item) {
        readAt = System.nanoTime();
        readTo = item.after();
        if (item instanceof Batch batch) {
            // A unit followed from now on may be skipped as unfollowed up to readTo, but not beyond.
            route(batch.updates().apply(followed::contains), batch.after(), batch.log());
        } else if (item instanceof Break at) {
            restart(at);
        }
    }

    private synchronized void restart(Break at) {
        reached = new Reached(at.after(), at.log());
        loops.values().forEach(loop -> loop.restart(at.after(), at.reason(), at.snapshots()));
    }

    /** The position up to which the feed has been routed. Safe for use by any thread. */
    public FeedPosition position() {
        return reached.position();
    }

    /** The position up to which the feed has been routed, and its log. Safe for use by any thread. */
    public Reached reached() {
        return reached;
    }

    /**
     * The position up to which the feed has been read. Units that were not followed may have been skipped up to there, but
     * not beyond. Safe for use by any thread.
     *
     * @throws IllegalStateException before the first item: until then the feed's position is unknown
     */
    public FeedPosition readTo() {
        if (readTo == null) {
            throw new IllegalStateException("The feed has not started.");
        }
        return readTo;
    }

    /** Sends an event of the API to the streams of this replica that follow the unit. Safe for use by any thread. */
    public void tell(UnitId unit, byte[] frame) {
        loops.values().forEach(loop -> loop.tell(unit, frame));
    }

    /** Delivers {@code batch}, in ascending order of sequence numbers. */
    synchronized void route(List<Update> batch, FeedPosition after, FeedLog log) {
        FeedPosition position = position();
        for (Update update : batch) {
            position = position.after(update.position());
            update.reaching(position);
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
        reached = new Reached(after, log);
    }

    private void deliver(List<Update> part, FeedPosition after) {
        loops.values().forEach(loop -> loop.deliver(part, after, readAt));
    }

    /** The units that streams of this replica follow. */
    @ThreadSafe
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
