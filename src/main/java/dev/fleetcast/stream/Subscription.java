package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;

/**
 * One stream's following of one unit. Hands on to the stream what its mode lets through. Confined to the stream's event
 * loop.
 */
final class Subscription {

    private final Stream stream;
    private final UnitId unit;
    private FeedPosition start;
    private final int change;
    private DeliveryMode mode;
    private long after = Long.MIN_VALUE;
    private FeedPosition from = FeedPosition.START;
    private RoutedUpdate held;
    private long nextDue = Long.MIN_VALUE;

    /**
     * @param start what is before it is not for this subscription, whenever it may be replayed
     * @param change the stream's count of subscriptions with this one
     */
    Subscription(Stream stream, UnitId unit, DeliveryMode mode, FeedPosition start, int change) {
        this.stream = stream;
        this.unit = unit;
        this.start = start;
        this.change = change;
        this.mode = mode;
    }

    UnitId unit() {
        return unit;
    }

    Stream stream() {
        return stream;
    }

    FeedPosition start() {
        return start;
    }

    int change() {
        return change;
    }

    DeliveryMode mode() {
        return mode;
    }

    /** Begins with that message of the unit: what is not after it is not for this subscription. */
    void startAfter(Update snapshot) {
        after = snapshot.sequence();
        start = start.after(snapshot.position());
    }

    /** From now on lets through what is not in {@code given}: that much comes, or has come, to the client in other ways. */
    void startFrom(FeedPosition given) {
        from = given;
    }

    /** What comes, or has come, to the client in other ways. */
    FeedPosition given() {
        return from;
    }

    /** Begins again: what is before {@code next} in the feed, which may be behind where it was, is not for it. */
    void restart(FeedPosition next) {
        start = next;
        from = FeedPosition.START;
        held = null;
    }

    void change(DeliveryMode mode) {
        if (!mode.isLatest()) {
            release();
        }
        this.mode = mode;
        nextDue = Long.MIN_VALUE;
    }

    /** An update of the unit has come; {@code now} in milliseconds of the loop's clock. */
    void offer(RoutedUpdate update, long now) {
        if (stream.isLive() && !offerAgain(update, now)) {
            stream.fallBehind(update);
        }
    }

    /** As {@link #offer}, of an update that the stream has not been given in its time; false when there is no room for it. */
    boolean offerAgain(RoutedUpdate update, long now) {
        if (update.update().sequence() <= after || from.includes(update.update().position())) {
            return true;
        }
        if (!mode.isLatest()) {
            return release() && stream.events().live(this, update);
        }
        if (update.update().notable()) {
            return passNotable(update, now);
        }
        hold(update);
        tick(now);
        return true;
    }

    /**
     * A later update of the unit comes to the client in another way, which the held position must not come after; false when
     * there is no room to let that through.
     */
    boolean makeWayFor(Update update) {
        if (update.current()) {
            held = null;
        }
        return release();
    }

    /** Lets the held position through when its time has come, and there is room for it. */
    void tick(long now) {
        if (held != null && now >= nextDue && pass(held, now)) {
            held = null;
        }
    }

    /** Even if it is due at once: the one it supersedes must not come after it. */
    private void hold(RoutedUpdate update) {
        if (held == null || update.update().current() || !held.update().current()) {
            held = update;
        }
    }

    /** A notable position supersedes the held one; any other notable message must not overtake it. */
    private boolean passNotable(RoutedUpdate update, long now) {
        if (!update.update().current()) {
            return release() && stream.events().live(this, update);
        }
        if (!pass(update, now)) {
            return false;
        }
        held = null;
        return true;
    }

    private boolean pass(RoutedUpdate update, long now) {
        if (!stream.events().live(this, update)) {
            return false;
        }
        nextDue = now + mode.interval().toMillis();
        return true;
    }

    private boolean release() {
        if (held != null && !stream.events().live(this, held)) {
            return false;
        }
        held = null;
        return true;
    }

    boolean isLatest() {
        return mode.isLatest();
    }
}
