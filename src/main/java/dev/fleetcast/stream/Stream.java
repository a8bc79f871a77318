package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** One SSE stream: its owner, its subscriptions and its end. Times are milliseconds of the loop's monotonic clock. */
@EventLoopConfined
public final class Stream {

    private final StreamTable.Hold held;
    private final long key;
    private final String address;
    private final StreamLoop loop;
    private final Liveness liveness;
    private final Sender sender;
    private final StreamEvents events;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final Backlog backlog;
    private final AreaMembers area;
    private volatile Viewer owner;
    private boolean closed;

    public Stream(
            StreamTable.Hold held,
            Envelope envelope,
            String address,
            Outlet outlet,
            StreamLoop loop,
            StreamContext parts) {
        this.held = held;
        this.key = held.id().key();
        this.address = address;
        this.loop = loop;
        this.parts = parts;
        this.liveness = new Liveness(parts.config(), loop.now());
        this.sender = new Sender(this, outlet, loop, parts);
        this.backlog = new Backlog(this, loop, parts);
        this.events = new StreamEvents(envelope, sender, backlog);
        this.subscriptions = new Subscriptions(loop, held, parts.keeper());
        this.area = new AreaMembers(this, subscriptions, parts);
    }

    /** Sends the stream id; with {@code unknownCursor}, also reports that the client's event id is unknown here. */
    public void open(boolean unknownCursor) {
        events.open(id(), unknownCursor);
    }

    /** Sends the stream id to a client that has reconnected with {@code cursor}. */
    public void reopen(Cursor cursor) {
        sender.beginWith(cursor);
        events.reopen(id(), cursor);
    }

    public StreamId id() {
        return held.id();
    }

    /** See {@link StreamId#key}. Safe for use by any thread. */
    long key() {
        return key;
    }

    /** Handles a claim of the stream; under a token other than this one's, another connection has taken it over. */
    void claimedBy(String token) {
        if (!token.equals(held.token())) {
            close(ByeReason.REPLACED);
        }
    }

    /** Runs {@code task} on the stream's event loop. Safe for use by any thread. */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Runs {@code task} on the stream's event loop after {@code delay}. */
    void executeAfter(Duration delay, Runnable task) {
        loop.executeAfter(delay, task);
    }

    Sender sender() {
        return sender;
    }

    StreamEvents events() {
        return events;
    }

    Envelope envelope() {
        return events.envelope();
    }

    String address() {
        return address;
    }

    /** The owner, or null while anonymous. Safe for use by any thread. */
    public Viewer owner() {
        return owner;
    }

    /** The user or address charged for the memory this stream uses. */
    MemoryHolder holder() {
        return owner == null ? MemoryHolder.ofAddress(address) : MemoryHolder.ofUser(owner.userId());
    }

    /** The followed units. Safe for use by any thread. */
    public Set<UnitId> units() {
        return subscriptions.units();
    }

    public boolean isClosed() {
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

    /** The characters of all filters in use, each counted once. */
    int filterLength() {
        return subscriptions.filterLength();
    }

    boolean isFollowing(Subscription subscription) {
        return subscriptions.contains(subscription);
    }

    /** Follows {@code unit}, or changes the mode if it is already followed; true if it was not. */
    boolean follow(UnitId unit, DeliveryMode mode, Snapshots snapshots) {
        Subscription known = subscriptions.of(unit);
        if (known != null && !known.isWaiting()) {
            boolean wasOfArea = known.isOfArea();
            known.continueFor(false);
            subscriptions.change(known, mode);
            if (wasOfArea) {
                events.stillReady(known);
            }
            return wasOfArea;
        }
        subscriptions.remove(unit);
        Subscription subscription = new Subscription(this, unit, mode, loop.position(), subscriptions.count());
        // Register before the lookup: updates not yet in the snapshot are already on their way to this loop.
        subscriptions.add(subscription);
        liveness.subscribed(loop.now());
        if (!backlog.isEmpty()) {
            // Backlog updates delivered later may be older than the subscription.
            subscription.startFrom(loop.position());
        }
        snapshots.of(unit).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            events.snapshot(snapshot);
        });
        if (backlog.isRecovering() || area.isEntering()) {
            events.stillReady(subscription);
        } else {
            events.ready(subscription);
        }
        return true;
    }

    /** Restores the subscriptions of the record, and starts to bring the client up to date. */
    public void restore(ResumePlan restoration) {
        subscriptions.restore(restoration.record());
        area.restore(restoration.area(), restoration.members());
        List<Subscription> restored = restoration.subscriptions(this);
        restored.forEach(subscriptions::add);
        liveness.subscribed(loop.now());
        backlog.recover(restoration, restored);
    }

    /** Restarts every unit with a gap and a snapshot after the feed has moved to {@code next}, possibly backwards. */
    void restart(FeedPosition next, GapReason reason, Snapshots snapshots) {
        backlog.end();
        sender.restart(next);
        subscriptions.all().forEach(subscription -> {
            subscription.restart(next);
            if (!subscription.isWaiting()) {
                events.restart(subscription, reason, snapshots);
            }
        });
        subscriptions.restarted(owner);
    }

    /** Stops following {@code unit}: discards its queued events and notifies the client. */
    public void unfollow(UnitId unit, UnsubscribeReason reason) {
        Subscription ended = subscriptions.of(unit);
        boolean requested = reason == UnsubscribeReason.REQUESTED;
        if (ended == null || (requested && ended.isOfArea())) {
            return;
        }
        if (!requested || !area.keeps(ended)) {
            subscriptions.remove(unit);
            sender.drop(unit);
        }
        if (requested || !ended.isOfArea()) {
            events.control(ControlEvents.unsubscribed(unit, reason), unit);
        }
        if (!requested) {
            area.lost(unit, reason);
        }
    }

    /** Follows the units of another area, or of none if it is null; false, without effect, without memory for it. */
    boolean followArea(FollowedArea next) {
        liveness.subscribed(loop.now());
        return area.follow(next);
    }

    /** Has the units of the area compared with the registry, which has changed. */
    public void lookAgain() {
        area.lookAgain();
    }

    AreaMembers area() {
        return area;
    }

    /** Whether the unit is followed by token. */
    boolean isSubscribedTo(UnitId unit) {
        Subscription known = subscriptions.of(unit);
        return known != null && !known.isOfArea();
    }

    /** The number of units followed by token. */
    int subscribed() {
        return subscriptions.byToken();
    }

    void pong() {
        liveness.pong(loop.now());
        subscriptions.pong(owner);
    }

    /** Kafka is unreachable: pongs may not arrive, so the stream does not time out. */
    public void degraded(Instant since) {
        liveness.suspend();
        events.control(ControlEvents.degraded(since), null);
    }

    /** Kafka is reachable again. */
    void reachable(Instant lostSince) {
        liveness.resume(loop.now());
        events.control(ControlEvents.recovered(lostSince), null);
    }

    /** The part of the feed that the client has not been given; empty while the stream is live. */
    Backlog backlog() {
        return backlog;
    }

    /** Completes the recovery: the client has everything up to {@code position}; {@code next} continues from there. */
    void recoveredTo(FeedPosition position, CatchUp next) {
        sender.advance(position);
        events.reported(subscriptions.changes());
        backlog.recoveredTo(position, next);
    }

    /** Does the periodic work that is due at {@code now}. */
    void tick(long now) {
        if (!closed && liveness.lookDue(now)) {
            look(now);
        }
        if (!closed) {
            area.tick(now);
            subscriptions.tick(now);
        }
    }

    private void look(long now) {
        backlog.look();
        ByeReason due = sender.look().orElseGet(() -> liveness.verdict(now));
        if (due != null) {
            close(due);
        } else if (liveness.pingDue(now)) {
            sender.ping();
            renewCursor(now);
        }
    }

    /** Ends the stream from the server's side: sends the reason and releases all resources. */
    public void close(ByeReason reason) {
        if (closed) {
            return;
        }
        loop.metrics().ended(reason);
        try {
            subscriptions.ended(owner, reason);
            sender.end(reason);
        } finally {
            gone();
        }
    }

    /** Releases all resources: the connection is closed. */
    public void gone() {
        if (closed) {
            return;
        }
        closed = true;
        backlog.end();
        subscriptions.clear();
        area.end();
        sender.clear();
        loop.remove(this);
    }

    /** The state that outlives the connection; {@code over} if the stream has ended for good. */
    StreamRecord record(boolean over) {
        return subscriptions.record(owner, over);
    }

    /** Without traffic, the client's last event id ages; it must not become too old for a replay. */
    private void renewCursor(long now) {
        if (now - sender.lastIdAt() > parts.cursorLife().toMillis() / 2) {
            events.control(ControlEvents.NOTHING, null);
        }
    }
}
