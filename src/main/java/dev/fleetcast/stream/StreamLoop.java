package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
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

/**
 * The streams of one event loop and who of them follows which unit. All methods are for that loop's thread, but for those
 * that say otherwise.
 */
final class StreamLoop {

    private static final Logger LOG = Logger.getLogger(StreamLoop.class);
    private static final long TICK_MILLIS = 100;
    /**
     * Updates a loop may have waiting; beyond it the feed waits for the loop rather than fill the memory. No more than a
     * healthy client's queue has room for: only between these does the loop see that connections take more.
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
    private final Set<Stream> streams = new HashSet<>();
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private List<Stream> toFlush = new ArrayList<>();
    private List<Stream> spare = new ArrayList<>();
    private boolean flushScheduled;
    private boolean oneByOne;
    private Stream toFlushNow;
    private FeedPosition position = FeedPosition.START;
    private long lately = now();

    /**
     * @param executor the event loop
     * @param flushInterval how long events wait for others to be written with; zero for the end of the turn
     * @param onRemoved told of each stream that has ended, on the loop
     * @param recentBytes for updates that not all streams have been given
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
        this.report = new WriteReport(metrics);
        this.onRemoved = onRemoved;
        this.recent = new RecentUpdates(recentBytes);
        executor.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    StreamMetrics metrics() {
        return metrics;
    }

    /** Milliseconds of a clock that never jumps; any thread may ask. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** As {@link #now}, as of the last tick: good enough where a minute is meant, and free. */
    long lately() {
        return lately;
    }

    /** So many messages have been written, of which the oldest has that Kafka time. */
    void written(int messages, Instant oldest) {
        report.written(messages, oldest);
    }

    /** How much of the feed the loop's streams have been offered. */
    FeedPosition position() {
        return position;
    }

    /** What not all streams of the loop have been given yet. */
    RecentUpdates recent() {
        return recent;
    }

    /** Runs {@code task} on the loop after that time. */
    void executeAfter(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The loop itself, for what is timed by it; any thread may ask. */
    ScheduledExecutorService executor() {
        return executor;
    }

    /** Runs {@code task} on the loop; any thread may call. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /**
     * Hands updates to the loop's streams. Called by the feed's thread, which waits while the loop is far behind.
     *
     * @param after how far the feed has been taken in with them
     * @param readAt when they were read, by {@link System#nanoTime}
     */
    void deliver(List<RoutedUpdate> updates, FeedPosition after, long readAt) {
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

    /** The feed goes on elsewhere, see {@link Router#restart}. */
    void restart(FeedPosition after, GapReason reason, Snapshots snapshots) {
        try {
            executor.execute(() -> {
                position = after;
                List.copyOf(streams)
                        .forEach(each -> isolated(each, stream -> stream.restart(after, reason, snapshots)));
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("no stream is left to be told", stopping);
        }
    }

    void add(Stream stream) {
        streams.add(stream);
    }

    void remove(Stream stream) {
        if (streams.remove(stream)) {
            onRemoved.accept(stream);
        }
    }

    void follow(Subscription subscription) {
        // Announced before the table is changed: a batch routed from now on is not skipped as unfollowed.
        followed.add(subscription.unit());
        followers.merge(subscription.unit(), new Subscription[] {subscription}, StreamLoop::concat);
    }

    void unfollow(Subscription subscription) {
        followers.computeIfPresent(subscription.unit(), (unit, present) -> without(present, subscription));
        followed.remove(subscription.unit());
    }

    /** The stream has something to write when this turn of the loop is over, or when the flush interval is. */
    void flushLater(Stream stream) {
        if (oneByOne) {
            toFlushNow = stream;
            return;
        }
        toFlush.add(stream);
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
     * With a single update, and none behind it to be written together with, each stream is dealt with as a whole: to come back
     * to thousands of them for the writing would find them gone from the processor's cache.
     */
    private void offerAll(List<RoutedUpdate> updates, long readAt) {
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
        report.tell();
    }

    private void offer(RoutedUpdate update) {
        long now = now();
        recent.add(update);
        // The array is replaced, never changed, when somebody comes or goes meanwhile.
        Subscription[] concerned = followers.getOrDefault(update.update().unit(), NONE);
        for (Subscription subscription : concerned) {
            offer(subscription, update, now);
            flushNow();
        }
        report.offered(update.update().passage(), concerned.length);
        position = update.position();
    }

    private void flushNow() {
        if (toFlushNow != null) {
            Stream stream = toFlushNow;
            toFlushNow = null;
            isolated(stream, Stream::flush);
        }
    }

    private static void offer(Subscription subscription, RoutedUpdate update, long now) {
        try {
            subscription.offer(update, now);
        } catch (RuntimeException failed) {
            failed(subscription.stream(), failed);
        }
    }

    private void flushAll() {
        flushScheduled = false;
        List<Stream> due = toFlush;
        toFlush = spare;
        for (Stream stream : due) {
            isolated(stream, Stream::flush);
        }
        due.clear();
        spare = due;
        report.flushed();
        report.tell();
    }

    private void tick() {
        long now = now();
        lately = now;
        report.tell();
        List.copyOf(streams).forEach(each -> isolated(each, stream -> stream.tick(now)));
    }

    /** A stream whose connection fails in an unforeseen way must not take the others of its loop with it. */
    private static void isolated(Stream stream, Consumer<Stream> step) {
        try {
            step.accept(stream);
        } catch (RuntimeException failed) {
            failed(stream, failed);
        }
    }

    private static void failed(Stream stream, RuntimeException failure) {
        LOG.debugf(failure, "stream %s failed", stream.id());
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
