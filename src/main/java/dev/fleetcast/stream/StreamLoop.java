package dev.fleetcast.stream;

import dev.fleetcast.stream.Router.FollowedUnits;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.StreamMetrics.WriteReport;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The streams of one event loop, and their subscriptions by unit. */
@EventLoopConfined
public final class StreamLoop {

    private static final Logger LOG = Logger.getLogger(StreamLoop.class);
    private static final long TICK_MILLIS = 100;
    /**
     * The maximum number of updates waiting for a loop; beyond it the feed blocks, which bounds memory. No more than
     * the queue of a healthy client can take: only between such portions does the loop see which connections have room.
     */
    private static final int MAX_WAITING = 512;

    private static final Subscription[] NONE = {};

    private final ScheduledExecutorService executor;
    private final long flushNanos;
    private final FollowedUnits followed;
    private final StreamMetrics metrics;
    private final WriteReport report;
    private final Consumer<Stream> onRemoved;
    private final Map<UnitId, Subscription[]> followers = new HashMap<>();
    private final RecentUpdates recent;
    private final FilterCheck filters = new FilterCheck();
    private final Set<Stream> streams = new HashSet<>();
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private List<Sender> toFlush = new ArrayList<>();
    private List<Sender> spare = new ArrayList<>();
    private boolean flushScheduled;
    private boolean oneByOne;
    private Sender toFlushNow;
    private FeedPosition position = FeedPosition.START;
    private long lastTick = now();

    /**
     * @param executor the event loop
     * @param flushInterval how long events wait to be written with others; zero for the end of the turn
     * @param onRemoved called for each stream that has ended, on the loop
     * @param recentBytes the memory for updates that some streams have not been given
     */
    StreamLoop(
            ScheduledExecutorService executor,
            Duration flushInterval,
            FollowedUnits followed,
            StreamMetrics metrics,
            Consumer<Stream> onRemoved,
            long recentBytes) {
        this.executor = executor;
        this.flushNanos = flushInterval.toNanos();
        this.followed = followed;
        this.metrics = metrics;
        this.report = metrics.report();
        this.onRemoved = onRemoved;
        this.recent = new RecentUpdates(recentBytes);
        executor.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    StreamMetrics metrics() {
        return metrics;
    }

    /** Milliseconds of a monotonic clock. Safe for use by any thread. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** {@link #now} as of the last tick: free, and accurate enough for minutes. */
    long lastTick() {
        return lastTick;
    }

    /** Reports written messages and Kafka's time of the oldest. */
    void written(int messages, Instant oldest) {
        report.written(messages, oldest);
    }

    /** The part of the feed that the loop's streams have been offered. */
    FeedPosition position() {
        return position;
    }

    /** The updates that some streams of the loop have not been given yet. */
    RecentUpdates recent() {
        return recent;
    }

    FilterCheck filters() {
        return filters;
    }

    /** Runs {@code task} on the loop after {@code delay}. */
    void executeAfter(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The event loop itself, for scheduling on it. Safe for use by any thread. */
    public ScheduledExecutorService executor() {
        return executor;
    }

    /** Runs {@code task} on the loop. Safe for use by any thread. */
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /**
     * Delivers updates to the loop's streams. Called by the feed's thread; blocks while the loop is far behind.
     *
     * @param after the position of the feed after these updates
     * @param readAt when they were read, by {@link System#nanoTime}
     */
    void deliver(List<Update> updates, FeedPosition after, long readAt) {
        int room = Math.min(MAX_WAITING, Math.max(1, updates.size()));
        this.room.acquireUninterruptibly(room);
        try {
            executor.execute(() -> {
                this.room.release(room);
                offerAll(updates, readAt);
                position = after;
            });
        } catch (RejectedExecutionException stopping) {
            this.room.release(room);
        }
    }

    /** Restarts all streams after the feed has moved, see {@link FeedItem.Break}. */
    void restart(FeedPosition after, GapReason reason, Snapshots snapshots) {
        try {
            executor.execute(() -> {
                position = after;
                List.copyOf(streams)
                        .forEach(each -> isolated(each, stream -> stream.restart(after, reason, snapshots)));
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No stream to restart: the event loop is stopping", stopping);
        }
    }

    public void add(Stream stream) {
        streams.add(stream);
    }

    void remove(Stream stream) {
        if (streams.remove(stream)) {
            onRemoved.accept(stream);
        }
    }

    void follow(Subscription subscription) {
        // Add before changing the table: batches routed from now on are not skipped as unfollowed.
        followed.add(subscription.unit());
        followers.merge(subscription.unit(), new Subscription[] {subscription}, StreamLoop::concat);
    }

    void unfollow(Subscription subscription) {
        followers.computeIfPresent(subscription.unit(), (unit, present) -> without(present, subscription));
        followed.remove(subscription.unit());
    }

    /** Whether the current update is alone, so that there is nothing to write it with. */
    boolean writesAtOnce() {
        return oneByOne;
    }

    /** Schedules a flush for the end of this turn of the loop, or of the flush interval. */
    void flushLater(Sender sender) {
        if (oneByOne) {
            toFlushNow = sender;
            return;
        }
        toFlush.add(sender);
        if (flushScheduled) {
            return;
        }
        flushScheduled = true;
        if (flushNanos > 0) {
            executor.schedule(this::flushAll, flushNanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(this::flushAll);
        }
    }

    /**
     * A single update with none behind it to batch with is written stream by stream: returning to thousands of streams
     * later would find their data gone from the processor's cache.
     */
    private void offerAll(List<Update> updates, long readAt) {
        report.offered(readAt);
        oneByOne = updates.size() == 1 && flushNanos == 0 && room.availablePermits() == MAX_WAITING;
        try {
            updates.forEach(this::offer);
        } finally {
            oneByOne = false;
        }
        if (!flushScheduled) {
            report.flushed();
        }
        report.publish();
    }

    private void offer(Update update) {
        long now = now();
        recent.add(update);
        // The array is never modified: subscribing or unsubscribing meanwhile replaces it.
        Subscription[] concerned = followers.getOrDefault(update.unit(), NONE);
        for (Subscription subscription : concerned) {
            offer(subscription, update, now);
            flushNow();
        }
        report.offered(update.observer(), concerned.length);
        position = update.reached();
    }

    private void flushNow() {
        if (toFlushNow != null) {
            Sender sender = toFlushNow;
            toFlushNow = null;
            flush(sender);
        }
    }

    private static void flush(Sender sender) {
        isolated(sender.stream(), stream -> sender.flush());
    }

    private static void offer(Subscription subscription, Update update, long now) {
        try {
            subscription.offer(update, now);
        } catch (RuntimeException failed) {
            failed(subscription.stream(), failed);
        }
    }

    private void flushAll() {
        flushScheduled = false;
        List<Sender> due = toFlush;
        toFlush = spare;
        due.forEach(StreamLoop::flush);
        due.clear();
        spare = due;
        report.flushed();
        report.publish();
    }

    private void tick() {
        long now = now();
        lastTick = now;
        report.publish();
        List.copyOf(streams).forEach(each -> isolated(each, stream -> stream.tick(now)));
    }

    /** An unexpected failure of one stream must not affect the other streams of its loop. */
    private static void isolated(Stream stream, Consumer<Stream> step) {
        try {
            step.accept(stream);
        } catch (RuntimeException failed) {
            failed(stream, failed);
        }
    }

    private static void failed(Stream stream, RuntimeException failure) {
        LOG.debugf(failure, "Stream %s failed", stream.id());
        stream.gone();
    }

    private static Subscription[] concat(Subscription[] present, Subscription[] added) {
        Subscription[] all = Arrays.copyOf(present, present.length + added.length);
        System.arraycopy(added, 0, all, present.length, added.length);
        return all;
    }

    private static Subscription[] without(Subscription[] present, Subscription gone) {
        Subscription[] rest = Arrays.stream(present)
                .filter(subscription -> subscription != gone)
                .toArray(Subscription[]::new);
        return rest.length == 0 ? null : rest;
    }
}
