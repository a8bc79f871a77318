package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One SSE connection: whose it is, what it follows, when it has to end. Confined to its event loop, but for the methods
 * that say otherwise. Times are milliseconds of the loop's monotonic clock.
 */
final class Stream {

    /** How often a stream without a clock of its own is looked at: with thousands of them even a look costs. */
    static final Duration LOOK = Duration.ofMillis(500);

    private final Held held;
    private final long key;
    private final String address;
    private final StreamLoop loop;
    private final Liveness liveness;
    private final Sender sender;
    private final StreamEvents events;
    private final Subscriptions subscriptions;
    private final StreamParts parts;
    private final LastingState lasting;
    private volatile Viewer owner;
    /** Null while the stream is live. */
    private Backlog backlog;

    private long nextLook = Long.MIN_VALUE;
    private boolean closed;

    Stream(Held held, Envelope envelope, String address, Outlet outlet, StreamLoop loop, StreamParts parts) {
        this.held = held;
        this.key = held.id().key();
        this.address = address;
        this.loop = loop;
        this.parts = parts;
        this.liveness = new Liveness(parts.config(), loop.now());
        this.sender = new Sender(this, outlet, loop, parts, new EventIds(key, parts.cursors()));
        this.events = new StreamEvents(envelope, sender);
        this.subscriptions = new Subscriptions(loop);
        this.lasting = new LastingState(held, parts.keeper(), subscriptions::followed);
    }

    /** Greets the client with its stream id; {@code unknownCursor} when it brought an event id that means nothing here. */
    void open(boolean unknownCursor) {
        events.open(id(), unknownCursor, position());
    }

    /** Greets the client that has come back with that cursor. */
    void reopen(Cursor cursor) {
        sender.beginWith(cursor);
        events.reopen(id(), cursor);
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

    /** Runs {@code task} there after that time. */
    void executeAfter(Duration delay, Runnable task) {
        loop.executeAfter(delay, task);
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

    /** Who pays for what it makes this replica hold. */
    MemoryHolder holder() {
        return owner == null ? MemoryHolder.ofAddress(address) : MemoryHolder.ofUser(owner.userId());
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
        return subscription(unit) != null;
    }

    Subscription subscription(UnitId unit) {
        return subscriptions.of(unit);
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.all();
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
        Subscription subscription = new Subscription(this, unit, mode, loop.position(), lasting.change());
        // Registered first, looked up second: what the snapshot does not have yet is on its way to this loop.
        subscriptions.add(subscription);
        if (!isLive()) {
            // What comes to the stream later may be older than the subscription.
            subscription.startFrom(loop.position());
        }
        snapshots.of(unit).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            events.snapshot(snapshot, position());
        });
        if (isLive() || !backlog.isRecovering()) {
            events.ready(subscription, position());
        } else {
            events.stillReady(subscription, position());
        }
        return true;
    }

    /** Takes up again what the record says, and brings the client up to date from where it was. */
    void restore(Restoration restoration) {
        lasting.restore(restoration.record());
        List<Subscription> restored = restoration.subscriptions(this);
        restored.forEach(subscriptions::add);
        if (isLive()) {
            backlog = new Backlog(this, loop, parts);
        }
        backlog.recover(restoration, restored);
    }

    /** The feed goes on there, which may be behind where it was: every unit begins again, with a gap and a snapshot. */
    void restart(FeedPosition next, GapReason reason, Snapshots snapshots) {
        if (!isLive()) {
            caughtUp();
        }
        sender.restart(next);
        subscriptions.all().forEach(subscription -> {
            subscription.restart(next);
            events.restart(subscription, reason, snapshots, next);
        });
        lasting.restarted(owner);
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
        lasting.pong(owner);
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

    /** Whether what comes is for the stream now, and not later. */
    boolean isLive() {
        return backlog == null;
    }

    /** There was no room for that update, the loop's newest. */
    void fallBehind(RoutedUpdate refused) {
        backlog = new Backlog(this, loop, parts);
        backlog.begin(refused);
    }

    /** The client has been given everything. */
    void caughtUp() {
        backlog.end();
        backlog = null;
    }

    /** The client has been given everything up to there; the rest is left to {@code next}. */
    void recoveredTo(FeedPosition position, CatchUp next) {
        sender.advance(position);
        events.toldOf(lasting.changes());
        backlog.recoveredTo(position, next);
    }

    /** Writes what waits, as far as the connection takes it. */
    void flush() {
        sender.flush();
    }

    /** Does what is due at {@code now}. */
    void tick(long now) {
        if (!closed && now >= nextLook) {
            nextLook = now + LOOK.toMillis();
            look(now);
        }
        if (!closed) {
            subscriptions.tick(now);
        }
    }

    private void look(long now) {
        if (backlog != null) {
            backlog.look();
        }
        Bye due = sender.look().orElseGet(() -> liveness.verdict(now));
        if (due != null) {
            close(due);
        } else if (liveness.pingDue(now)) {
            sender.ping();
            renewCursor(now);
        }
    }

    /** Ends the stream from this side: says why, and lets go of everything. */
    void close(Bye reason) {
        if (closed) {
            return;
        }
        loop.metrics().ended(reason);
        try {
            lasting.ended(owner, reason);
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
        if (backlog != null) {
            backlog.end();
        }
        subscriptions.clear();
        sender.clear();
        loop.remove(this);
    }

    /** What outlives the connection; {@code over} when nothing is to come of it. */
    StreamRecord record(boolean over) {
        return lasting.record(owner, over);
    }

    /** While nothing happens to its units, the id a client has grows old; it must not become too old to be replayed. */
    private void renewCursor(long now) {
        if (now - sender.lastIdAt() > parts.cursorLife().toMillis() / 2) {
            tell(ControlEvents.NOTHING, null);
        }
    }

    private void tell(byte[] frame, UnitId unit) {
        events.control(frame, unit, position());
    }

    private FeedPosition position() {
        return backlog == null ? loop.position() : backlog.position();
    }
}
