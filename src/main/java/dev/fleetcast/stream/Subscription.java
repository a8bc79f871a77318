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

    void change(DeliveryMode mode) {
        if (!mode.isLatest()) {
            release();
        }
        this.mode = mode;
        nextDue = Long.MIN_VALUE;
    }

    /** An update of the unit has come; {@code now} in milliseconds of the loop's clock. */
    void offer(RoutedUpdate update, long now) {
        if (update.update().sequence() <= after || from.includes(update.update().position())) {
            return;
        }
        if (stream.isRecovering()) {
            stream.hold(this, update);
        } else if (!mode.isLatest()) {
            stream.deliver(this, update);
        } else if (update.update().notable()) {
            passNotable(update, now);
        } else {
            hold(update);
            tick(now);
        }
    }

    /** Lets the held position through when its time has come. */
    void tick(long now) {
        if (held != null && now >= nextDue) {
            RoutedUpdate due = held;
            held = null;
            pass(due, now);
        }
    }

    /** Even if it is due at once: the one it supersedes must not come after it. */
    private void hold(RoutedUpdate update) {
        if (held == null || update.update().current() || !held.update().current()) {
            held = update;
        }
    }

    /** A notable position supersedes the held one; any other notable message must not overtake it. */
    private void passNotable(RoutedUpdate update, long now) {
        if (update.update().current()) {
            held = null;
            pass(update, now);
        } else {
            release();
            stream.deliver(this, update);
        }
    }

    private void pass(RoutedUpdate update, long now) {
        nextDue = now + mode.interval().toMillis();
        stream.deliver(this, update);
    }

    private void release() {
        if (held != null) {
            stream.deliver(this, held);
            held = null;
        }
    }

    boolean isLatest() {
        return mode.isLatest();
    }
}
