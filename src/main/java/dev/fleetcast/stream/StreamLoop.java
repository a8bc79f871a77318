package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
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
    /** Batches of the feed a loop may have waiting; beyond it the feed waits for the loop rather than fill the memory. */
    private static final int MAX_BATCHES_WAITING = 64;

    private static final Subscription[] NONE = {};

    private final ScheduledExecutorService executor;
    private final FollowedUnits followed;
    private final StreamMetrics metrics;
    private final Consumer<Stream> onRemoved;
    private final Map<UnitId, Subscription[]> followers = new HashMap<>();
    private final Set<Stream> streams = new HashSet<>();
    private final Semaphore batchesWaiting = new Semaphore(MAX_BATCHES_WAITING);
    private List<Stream> toFlush = new ArrayList<>();
    private boolean flushScheduled;
    private FeedPosition position = FeedPosition.START;

    /**
     * @param executor the event loop
     * @param onRemoved told of each stream that has ended, on the loop
     */
    StreamLoop(
            ScheduledExecutorService executor,
            FollowedUnits followed,
            StreamMetrics metrics,
            Consumer<Stream> onRemoved) {
        this.executor = executor;
        this.followed = followed;
        this.metrics = metrics;
        this.onRemoved = onRemoved;
        executor.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    StreamMetrics metrics() {
        return metrics;
    }

    /** Milliseconds of a clock that never jumps; any thread may ask. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** How much of the feed the loop's streams have been offered. */
    FeedPosition position() {
        return position;
    }

    /** Runs {@code task} on the loop; any thread may call. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Hands a batch to the loop's streams. Called by the feed's thread, which waits while the loop is far behind. */
    void deliver(List<RoutedUpdate> batch, FeedPosition after) {
        batchesWaiting.acquireUninterruptibly();
        try {
            executor.execute(() -> {
                batchesWaiting.release();
                batch.forEach(this::offer);
                position = after;
                flushAll();
            });
        } catch (RejectedExecutionException stopping) {
            batchesWaiting.release();
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

    /** The stream has something to write when this turn of the loop is over. */
    void flushLater(Stream stream) {
        toFlush.add(stream);
        if (!flushScheduled) {
            flushScheduled = true;
            executor.execute(this::flushAll);
        }
    }

    private void offer(RoutedUpdate update) {
        long now = now();
        // The array is replaced, never changed, when somebody comes or goes meanwhile.
        for (Subscription subscription : followers.getOrDefault(update.update().unit(), NONE)) {
            isolated(subscription.stream(), stream -> subscription.offer(update, now));
        }
        position = update.position();
    }

    private void flushAll() {
        flushScheduled = false;
        List<Stream> due = toFlush;
        toFlush = new ArrayList<>();
        due.forEach(stream -> isolated(stream, Stream::flush));
    }

    private void tick() {
        long now = now();
        List.copyOf(streams).forEach(each -> isolated(each, stream -> stream.tick(now)));
    }

    /** A stream whose connection fails in an unforeseen way must not take the others of its loop with it. */
    private static void isolated(Stream stream, Consumer<Stream> step) {
        try {
            step.accept(stream);
        } catch (RuntimeException failed) {
            LOG.debugf(failed, "stream %s failed", stream.id());
            stream.gone();
        }
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
