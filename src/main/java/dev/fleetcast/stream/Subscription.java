package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;

/**
 * One stream's following of one unit. Hands on to the stream what its mode lets through. Confined to the stream's event
 * loop.
 */
final class Subscription {

    private final Stream stream;
    private final UnitId unit;
    private DeliveryMode mode;
    private long after = Long.MIN_VALUE;
    private RoutedUpdate held;
    private long nextDue = Long.MIN_VALUE;

    Subscription(Stream stream, UnitId unit, DeliveryMode mode) {
        this.stream = stream;
        this.unit = unit;
        this.mode = mode;
    }

    UnitId unit() {
        return unit;
    }

    Stream stream() {
        return stream;
    }

    /** From now on lets through what comes after {@code sequence} only: that much the client has been given already. */
    void startAfter(long sequence) {
        after = sequence;
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
        if (update.update().sequence() <= after) {
            return;
        }
        if (!mode.isLatest()) {
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
