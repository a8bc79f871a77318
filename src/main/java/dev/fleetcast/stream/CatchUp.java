package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;

/**
 * Brings a stream to the live feed from what its loop remembers, as fast as the client takes it. What the loop has forgotten
 * meanwhile is read again from Kafka. Confined to the stream's event loop.
 */
final class CatchUp {

    /** Updates queued in one turn of the loop, so that others have theirs. */
    private static final int SLICE = 200;

    private final Backlog backlog;
    private final Stream stream;
    private final StreamLoop loop;
    private final RecentUpdates recent;
    private final FeedPosition joinedAt;
    private FeedPosition base;
    private RoutedUpdate last;
    private long next;
    private boolean over;

    /**
     * @param routed how much of what the loop has routed the stream has been offered
     * @param next the number of the update to go on with, of those that the loop remembers
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

    /** The client has been given that by other means. */
    void given(FeedPosition position) {
        base = position;
    }

    /** What the client has been given so far. */
    FeedPosition position() {
        return last == null ? base : base.union(last.position());
    }

    /** How much of what the loop has routed the stream has been offered. */
    FeedPosition routed() {
        return last == null ? joinedAt : last.position();
    }

    /** Goes on until the client has everything, or takes no more. */
    void go() {
        for (int i = 0; i < SLICE && !over; i++) {
            if (!recent.reachesBackTo(next)) {
                backlog.readAgain();
                return;
            }
            if (next == recent.end()) {
                stream.caughtUp();
                return;
            }
            RoutedUpdate update = recent.at(next);
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

    private boolean offer(RoutedUpdate update) {
        Subscription subscription = stream.subscription(update.update().unit());
        return subscription == null || subscription.offerAgain(update, loop.now());
    }

    /** Nothing more is wanted. */
    void end() {
        over = true;
        recent.leave();
    }
}
