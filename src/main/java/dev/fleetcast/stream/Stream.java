package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One SSE connection: whose it is, what it follows, when it has to end. Confined to its event loop, but for the methods
 * that say otherwise. Times are milliseconds of the loop's monotonic clock.
 */
final class Stream {

    private static final int REAPINGS_TO_THE_END = 3;
    /** How often a stream without a clock of its own is looked at: with thousands of them even a look costs. */
    private static final long LOOK_MILLIS = 500;

    private final Held held;
    private final long key;
    private final String address;
    private final StreamLoop loop;
    private final StreamKeeper keeper;
    private final long cursorLife;
    private final Liveness liveness;
    private final Sender sender;
    private final StreamEvents events;
    private final Subscriptions subscriptions;
    private volatile Viewer owner;
    private Recovery recovery;
    private int changes;
    private int reapings;
    private long nextLook = Long.MIN_VALUE;
    private boolean closed;

    Stream(Held held, Envelope envelope, String address, Outlet outlet, StreamLoop loop, StreamParts parts) {
        this.held = held;
        this.key = held.id().key();
        this.address = address;
        this.loop = loop;
        this.keeper = parts.keeper();
        this.cursorLife = parts.cursorLife().toMillis();
        this.liveness = new Liveness(parts.config(), loop.now());
        this.sender = new Sender(this, outlet, loop, parts.config(), new EventIds(key, parts.cursors()));
        this.events = new StreamEvents(envelope, sender);
        this.subscriptions = new Subscriptions(loop);
    }

    /** Greets the client with its stream id; {@code unknownCursor} when it brought an event id that means nothing here. */
    void open(boolean unknownCursor) {
        tell(ControlEvents.streamId(id(), unknownCursor ? Boolean.FALSE : null), null);
        if (unknownCursor) {
            tell(ControlEvents.unknownCursor(), null);
        }
    }

    /** Greets the client that has come back with that cursor. */
    void reopen(Cursor cursor) {
        sender.beginWith(cursor);
        events.toldOf(cursor.change());
        FeedPosition position = cursor.position() == null ? FeedPosition.START : cursor.position();
        events.control(ControlEvents.streamId(id(), true), null, position);
    }

    StreamId id() {
        return held.id();
    }

    /** See {@link StreamId#key}; any thread may ask. */
    long key() {
        return key;
    }

    /** The stream has been claimed; under another token than this one's it is somebody else's now. */
    void claimedBy(String token) {
        if (!token.equals(held.claim())) {
            close(Bye.REPLACED);
        }
    }

    /** Runs {@code task} where the stream may be touched; any thread may call. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    long now() {
        return loop.now();
    }

    Sender sender() {
        return sender;
    }

    StreamEvents events() {
        return events;
    }

    String address() {
        return address;
    }

    /** Whose it is, null while anonymous; any thread may ask. */
    Viewer owner() {
        return owner;
    }

    /** What it follows; any thread may look. */
    Set<UnitId> units() {
        return subscriptions.units();
    }

    boolean isClosed() {
        return closed;
    }

    void own(Viewer viewer) {
        owner = viewer;
        liveness.owned();
    }

    boolean follows(UnitId unit) {
        return subscriptions.of(unit) != null;
    }

    boolean isFollowing(Subscription subscription) {
        return subscriptions.contains(subscription);
    }

    /** Follows {@code unit}, or changes the mode if it does already; true if it did not. */
    boolean follow(UnitId unit, DeliveryMode mode, Snapshots snapshots) {
        Subscription known = subscriptions.of(unit);
        if (known != null) {
            subscriptions.change(known, mode);
            return false;
        }
        changes++;
        Subscription subscription = new Subscription(this, unit, mode, loop.position(), changes);
        // Registered first, looked up second: what the snapshot does not have yet is on its way to this loop.
        subscriptions.add(subscription);
        snapshots.of(unit).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            events.snapshot(snapshot, position());
        });
        if (recovery == null) {
            events.ready(subscription, position());
        } else {
            events.stillReady(subscription, position());
        }
        return true;
    }

    /** Takes up again what the record says, and brings the client up to date from where it was. */
    void restore(Restoration restoration) {
        changes = Math.max(changes, restoration.record().changes());
        reapings = restoration.record().reapings();
        List<Subscription> restored = restoration.subscriptions(this);
        restored.forEach(subscriptions::add);
        recovery = new Recovery(this, restoration.cursor(), restored, restoration.source());
        restoration.lost().forEach(unit -> tell(ControlEvents.unsubscribed(unit, Unsubscribed.REVOKED), unit));
        recovery.begin(Instant.now());
    }

    /** Stops following {@code unit}: what waits of it is dropped, and the client is told where it ended. */
    void unfollow(UnitId unit, Unsubscribed reason) {
        if (subscriptions.remove(unit)) {
            sender.drop(unit);
            tell(ControlEvents.unsubscribed(unit, reason), unit);
        }
    }

    void pong() {
        liveness.pong(loop.now());
        if (reapings > 0) {
            reapings = 0;
            keeper.keep(record(false));
        }
    }

    /** Kafka cannot be reached: pongs may not find their way here, so nobody is reaped. */
    void degraded(Instant since) {
        liveness.suspend();
        tell(ControlEvents.degraded(since), null);
    }

    /** Kafka is back. */
    void reachable(Instant lostSince) {
        liveness.resume(loop.now());
        tell(ControlEvents.recovered(lostSince), null);
    }

    /** Whether live updates have to wait, in {@link #hold}, until what was missed has been replayed. */
    boolean isRecovering() {
        return recovery != null;
    }

    void hold(Subscription subscription, RoutedUpdate update) {
        recovery.hold(subscription, update);
    }

    /** An update a subscription lets through. */
    void deliver(Subscription subscription, RoutedUpdate routed) {
        events.live(subscription, routed);
    }

    /** The client has been given everything it missed. */
    void recoveredTo(FeedPosition position) {
        sender.advance(position);
        recovery = null;
        events.toldOf(changes);
    }

    /** Writes what waits, as far as the connection takes it. */
    void flush() {
        sender.flush();
    }

    /** Does what is due at {@code now}. */
    void tick(long now) {
        if (closed || (now < nextLook && !subscriptions.areTimed())) {
            return;
        }
        nextLook = now + LOOK_MILLIS;
        Bye due = sender.isStuck(now) ? Bye.SLOW : liveness.verdict(now);
        if (due != null) {
            close(due);
            return;
        }
        if (liveness.pingDue(now)) {
            sender.ping();
            renewCursor(now);
        }
        subscriptions.tick(now);
    }

    /** Ends the stream from this side: says why, and lets go of everything. */
    void close(Bye reason) {
        if (closed) {
            return;
        }
        loop.metrics().ended(reason);
        try {
            writeDown(reason);
            sender.end(reason);
        } finally {
            gone();
        }
    }

    /** The connection is no more: lets go of everything. */
    void gone() {
        if (closed) {
            return;
        }
        closed = true;
        if (recovery != null) {
            recovery.cancel();
        }
        subscriptions.clear();
        sender.clear();
        loop.remove(this);
    }

    /** What outlives the connection; {@code over} when nothing is to come of it. */
    StreamRecord record(boolean over) {
        return new StreamRecord(
                held.id(), held.claim(), held.replica(), owner, changes, subscriptions.followed(), reapings, over);
    }

    private void writeDown(Bye reason) {
        reapings += reason == Bye.PONG_TIMEOUT ? 1 : 0;
        boolean over = reason == Bye.LOGOUT || reapings >= REAPINGS_TO_THE_END;
        if (owner != null && (over || reason == Bye.PONG_TIMEOUT)) {
            keeper.keep(record(over));
        }
    }

    /** While nothing happens to its units, the id a client has grows old; it must not become too old to be replayed. */
    private void renewCursor(long now) {
        if (now - sender.lastIdAt() > cursorLife / 2) {
            tell(ControlEvents.NOTHING, null);
        }
    }

    private void tell(byte[] frame, UnitId unit) {
        events.control(frame, unit, position());
    }

    private FeedPosition position() {
        return recovery == null ? loop.position() : recovery.position();
    }
}
