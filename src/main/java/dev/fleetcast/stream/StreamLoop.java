package dev.fleetcast.stream;

import dev.fleetcast.stream.Router.FollowedUnits;
import dev.fleetcast.stream.delivery.EventLoop;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.FeedItem;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The streams of one event loop, and their subscriptions by unit. */
@EventLoopConfined
public final class StreamLoop {

    private static final Logger LOG = Logger.getLogger(StreamLoop.class);
    private static final Duration TICK = Duration.ofMillis(100);
    /**
     * The maximum number of updates waiting for a loop; beyond it the feed blocks, which bounds memory. No more than
     * the queue of a healthy client can take: only between such portions does the loop see which connections have room.
     */
    private static final int MAX_WAITING = 512;

    private static final Subscription[] NONE = {};

    private final ScheduledExecutorService executor;
    private final EventLoop eventLoop;
    private final FollowedUnits followed;
    private final StreamMetrics metrics;
    private final Consumer<Stream> onRemoved;
    private final Map<UnitId, Subscription[]> followers = new HashMap<>();
    private final RecentUpdates recent;
    private final FilterCheck filters = new FilterCheck();
    private final StreamRounds streams = new StreamRounds((int) Liveness.LOOK.dividedBy(TICK));
    private final Semaphore room = new Semaphore(MAX_WAITING);
    private FeedPosition position;

    /**
     * @param executor the event loop
     * @param flushInterval how long events wait to be written with others; zero for the end of the turn
     * @param onRemoved called for each stream that has ended, on the loop
     * @param recentBytes the memory for updates that some streams have not been given
     * @param begun how far the feed has been routed before
     */
    StreamLoop(
            ScheduledExecutorService executor,
            Duration flushInterval,
            FollowedUnits followed,
            StreamMetrics metrics,
            Consumer<Stream> onRemoved,
            long recentBytes,
            FeedPosition begun) {
        this.executor = executor;
        this.eventLoop = new EventLoop(executor, flushInterval, metrics);
        this.followed = followed;
        this.metrics = metrics;
        this.onRemoved = onRemoved;
        this.recent = new RecentUpdates(recentBytes);
        this.position = begun;
        eventLoop.every(TICK, this::tick);
    }

    StreamMetrics metrics() {
        return metrics;
    }

    EventLoop eventLoop() {
        return eventLoop;
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
                streams.all().forEach(each -> isolated(each, stream -> stream.restart(after, reason, snapshots)));
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No stream to restart: the event loop is stopping", stopping);
        }
    }

    /** Sends an event of the API to the streams that follow the unit. Safe for use by any thread. */
    void tell(UnitId unit, byte[] frame) {
        try {
            executor.execute(() -> {
                for (Subscription each : followers.getOrDefault(unit, NONE)) {
                    isolated(each.stream(), stream -> stream.events().control(frame, unit));
                }
            });
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No stream to tell: the event loop is stopping", stopping);
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

    /** The stream has work to do at each tick from now on, not only at its looks. */
    void hasTimedWork(Stream stream) {
        streams.visitAlways(stream);
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

    private void offerAll(List<Update> updates, long readAt) {
        boolean alone = updates.size() == 1 && room.availablePermits() == MAX_WAITING;
        eventLoop.offer(alone, readAt, () -> updates.forEach(this::offer));
    }

    private void offer(Update update) {
        long now = eventLoop.now();
        recent.add(update);
        // The array is never modified: subscribing or unsubscribing meanwhile replaces it.
        Subscription[] concerned = followers.getOrDefault(update.unit(), NONE);
        for (Subscription subscription : concerned) {
            offer(subscription, update, now);
            eventLoop.flushIfAlone();
        }
        eventLoop.offered(update.observer(), concerned.length);
        position = update.reached();
    }

    private static void offer(Subscription subscription, Update update, long now) {
        try {
            subscription.offer(update, now);
        } catch (RuntimeException failed) {
            subscription.stream().failed(failed);
        }
    }

    private void tick(long now) {
        streams.next().forEach(each -> isolated(each, stream -> stream.tick(now)));
    }

    /** An unexpected failure of one stream must not affect the other streams of its loop. */
    private static void isolated(Stream stream, Consumer<Stream> step) {
        try {
            step.accept(stream);
        } catch (RuntimeException failed) {
            stream.failed(failed);
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
