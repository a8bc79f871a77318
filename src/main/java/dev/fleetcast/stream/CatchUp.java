package dev.fleetcast.stream;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.EventLoopConfined;

/**
 * Brings a stream up to the live feed from the updates in its loop's memory, at the client's pace. Updates already
 * discarded there are read again from Kafka.
 */
@EventLoopConfined
final class CatchUp {

    /** Updates queued per turn of the loop, so that other streams get their turn. */
    private static final int SLICE = 200;

    private final Backlog backlog;
    private final Stream stream;
    private final StreamLoop loop;
    private final RecentUpdates recent;
    private final FeedPosition joinedAt;
    private FeedPosition base;
    private Update last;
    private long next;
    private boolean over;

    /**
     * @param routed the part of the loop's routed updates that the stream has been offered
     * @param next the number of the next update, among those in the loop's memory
     */
    CatchUp(Backlog backlog, Stream stream, StreamLoop loop, FeedPosition routed, long next) {
        this.backlog = backlog;
        this.stream = stream;
        this.loop = loop;
        this.recent = loop.recent();
        this.joinedAt = routed;
        this.base = routed;
        this.next = next;
    }

    /** The client has been given {@code position} by other means. */
    void given(FeedPosition position) {
        base = position;
    }

    /** The part of the feed that the client has been given so far. */
    FeedPosition position() {
        return last == null ? base : base.union(last.reached());
    }

    /** The part of the loop's routed updates that the stream has been offered. */
    FeedPosition routed() {
        return last == null ? joinedAt : last.reached();
    }

    /** Continues until the client has everything or its queue is full. */
    void go() {
        for (int i = 0; i < SLICE && !over; i++) {
            if (!recent.reachesBackTo(next)) {
                backlog.readAgain();
                return;
            }
            if (next == recent.end()) {
                backlog.end();
                return;
            }
            Update update = recent.at(next);
            if (!offer(update)) {
                stream.sender().whenTaken(this::go);
                return;
            }
            last = update;
            next++;
        }
        if (!over) {
            stream.execute(this::go);
        }
    }

    private boolean offer(Update update) {
        Subscription subscription = stream.subscriptions().of(update.unit());
        return subscription == null
                || subscription.offerAgain(update, loop.eventLoop().now());
    }

    /** Stops; no more updates are needed. */
    void end() {
        over = true;
        recent.leave();
    }
}
