package dev.fleetcast.stream;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;

/** One stream's subscription to one unit. Passes on the messages that its mode admits. */
@EventLoopConfined
final class Subscription {

    private final Backlog backlog;
    private final StreamEvents events;
    private final UnitId unit;
    private FeedPosition start;
    private final int change;
    private DeliveryMode mode;
    private long after = Long.MIN_VALUE;
    private FeedPosition from = FeedPosition.START;
    private boolean ofArea;
    private boolean waiting;
    /** Whether the unit was outside of the area with its last position. */
    private boolean outside;

    private Update held;
    private long nextDue = Long.MIN_VALUE;

    /**
     * @param start messages before it are never for this subscription, not even in a backfill
     * @param change the stream's count of subscriptions, including this one
     */
    Subscription(Stream stream, UnitId unit, DeliveryMode mode, FeedPosition start, int change) {
        this.backlog = stream.backlog();
        this.events = stream.events();
        this.unit = unit;
        this.start = start;
        this.change = change;
        this.mode = mode;
    }

    /** A subscription to a unit in the stream's area; takes no messages until {@link #begin}. */
    static Subscription ofArea(Stream stream, UnitId unit, DeliveryMode mode, int change) {
        Subscription member = new Subscription(stream, unit, mode, FeedPosition.START, change);
        member.ofArea = true;
        member.waiting = true;
        return member;
    }

    /** Whether the stream follows the unit only because it is in its area. */
    boolean isOfArea() {
        return ofArea;
    }

    /** Whether the client does not know the unit yet. */
    boolean isWaiting() {
        return waiting;
    }

    /** Takes messages from now on. */
    Subscription begin() {
        waiting = false;
        return this;
    }

    /** Continues for the area, or for a token. */
    void continueFor(boolean area) {
        ofArea = area;
        outside = false;
    }

    UnitId unit() {
        return unit;
    }

    Stream stream() {
        return backlog.stream();
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

    /** Starts with {@code snapshot}: only later messages are for this subscription. */
    void startAfter(Update snapshot) {
        after = snapshot.sequence();
        start = start.after(snapshot.position());
    }

    /** Admits only messages outside {@code given} from now on; those inside reach the client by other means. */
    void startFrom(FeedPosition given) {
        from = given;
    }

    /** The part of the feed that reaches the client by other means. */
    FeedPosition given() {
        return from;
    }

    /**
     * Restarts at {@code next}, which may be behind the current position: earlier messages are not for this
     * subscription.
     */
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
        if (held != null && !admits(held)) {
            held = null;
        }
        nextDue = Long.MIN_VALUE;
    }

    /** Delivers an update of the unit; {@code now} in milliseconds of the loop's clock. */
    void offer(Update update, long now) {
        if (backlog.isEmpty() && !offerAgain(update, now)) {
            backlog.begin(update);
        }
    }

    /** Like {@link #offer}, for an update from the backlog; false if there is no room. */
    boolean offerAgain(Update update, long now) {
        if (waiting || update.sequence() <= after || from.includes(update.position())) {
            return true;
        }
        if (!isForArea(update) || !admits(update)) {
            events.leftOut();
            return true;
        }
        if (!mode.isLatest()) {
            return release() && events.live(this, update);
        }
        if (update.notable()) {
            return passNotable(update, now);
        }
        hold(update);
        tick(now);
        return true;
    }

    /**
     * Whether the update's message is of a unit inside, for a subscription because of an area; true for another one. To be
     * asked of all updates, in their order.
     */
    private boolean isForArea(Update update) {
        if (!ofArea) {
            return true;
        }
        if (update.place() != null) {
            outside = !stream().area().isInside(update);
        }
        return !outside && stream().area().isMember(unit);
    }

    /** Whether an update that was read again is for this subscription, see {@link #isForArea}. */
    boolean admitsMissed(Update update) {
        return isForArea(update) && admits(update);
    }

    /** Whether the filter holds for the message; true without a filter. */
    boolean admits(Update update) {
        return mode.filter() == null || backlog.filters().holds(mode.filter(), update);
    }

    /**
     * Prepares for a later update of the unit that reaches the client by other means: the held position must not follow
     * it. False if there is no room to send the held position first.
     */
    boolean makeWayFor(Update update) {
        if (update.current()) {
            held = null;
        }
        return release();
    }

    /** Sends the held position if it is due and there is room. */
    void tick(long now) {
        if (held != null && now >= nextDue && pass(held, now)) {
            held = null;
        }
    }

    /** Holds even a position that is due at once: the one it supersedes must not follow it. */
    private void hold(Update update) {
        if (held == null || update.current() || !held.current()) {
            held = update;
        }
    }

    /** A notable position supersedes the held one; other notable messages must not overtake it. */
    private boolean passNotable(Update update, long now) {
        if (!update.current()) {
            return release() && events.live(this, update);
        }
        if (!pass(update, now)) {
            return false;
        }
        held = null;
        return true;
    }

    private boolean pass(Update update, long now) {
        if (!events.live(this, update)) {
            return false;
        }
        nextDue = now + mode.interval().toMillis();
        return true;
    }

    private boolean release() {
        if (held != null && !events.live(this, held)) {
            return false;
        }
        held = null;
        return true;
    }

    boolean isLatest() {
        return mode.isLatest();
    }
}
