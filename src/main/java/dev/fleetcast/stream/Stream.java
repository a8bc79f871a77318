package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.delivery.Congestion;
import dev.fleetcast.stream.delivery.EventLoop;
import dev.fleetcast.stream.delivery.EventWriter;
import dev.fleetcast.stream.delivery.Sender;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** One SSE stream: its owner, its subscriptions and its end. Times are milliseconds of the loop's monotonic clock. */
@EventLoopConfined
public final class Stream implements Sender.Listener {

    private static final Logger LOG = Logger.getLogger(Stream.class);

    private final StreamTable.Hold held;
    private final long key;
    private final String address;
    private final StreamLoop loop;
    private final EventLoop eventLoop;
    private final Liveness liveness;
    private final Sender sender;
    private final StreamEvents events;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final Backlog backlog;
    private final AreaMembers area;
    private volatile Viewer owner;
    private boolean closed;
    /** Whether there may be work at every tick. */
    private boolean timed;

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
        this.eventLoop = loop.eventLoop();
        this.parts = parts;
        this.liveness = new Liveness(parts.config(), eventLoop.now());
        this.sender = new Sender(
                outlet,
                eventLoop,
                new EventWriter(outlet, eventLoop, key, parts.cursors()),
                parts.outbox(this::holder),
                new Congestion(
                        Liveness.LOOK, parts.conflateAfter(), parts.config().slowTimeout()),
                this);
        this.backlog = new Backlog(this, loop, parts);
        this.events = new StreamEvents(envelope, sender, backlog);
        this.subscriptions = new Subscriptions(this, loop, held, parts.keeper());
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

    /**
     * Handles a claim of the stream; under a token other than this one's, another connection has taken it over. Called on
     * the stream's event loop.
     */
    public void claimedBy(String token) {
        if (!token.equals(held.token())) {
            close(ByeReason.REPLACED);
        }
    }

    /** Runs {@code task} on the stream's event loop. Safe for use by any thread. */
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    EventLoop eventLoop() {
        return eventLoop;
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

    /** The owner, or null while anonymous. Safe for use by any thread. */
    public Viewer owner() {
        return owner;
    }

    /** The user or address charged for the memory this stream uses. */
    MemoryHolder holder() {
        return owner == null ? MemoryHolder.ofAddress(address) : MemoryHolder.ofUser(owner.userId());
    }

    public boolean isClosed() {
        return closed;
    }

    void own(Viewer viewer) {
        owner = viewer;
        liveness.owned();
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Restores the subscriptions of the record, and starts to bring the client up to date. */
    public void restore(ResumePlan restoration) {
        subscriptions.restore(restoration.record(), restoration.cursor().change());
        area.restore(restoration);
        if (area.isInUse()) {
            hasTimedWork();
        }
        List<Subscription> restored = restoration.subscriptions(this);
        restored.forEach(subscriptions::add);
        subscribed();
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

    /** Follows the units of another area, or of none if it is null; false, without effect, without memory for it. */
    boolean followArea(FollowedArea next) {
        subscribed();
        hasTimedWork();
        return area.follow(next);
    }

    /** Has the units of the area compared with the registry, which has changed. */
    public void lookAgain() {
        area.lookAgain();
    }

    /** Something is followed: pongs are expected from now on. */
    void subscribed() {
        liveness.subscribed(eventLoop.now());
    }

    AreaMembers area() {
        return area;
    }

    /** Records a sign of life from the client. Safe for use by any thread: waking the loop would cost more than the pong. */
    void pong() {
        liveness.pong(eventLoop.now());
        if (subscriptions.hasTimedOut()) {
            execute(() -> subscriptions.pong(owner));
        }
    }

    /** Kafka is unreachable: pongs may not arrive, so the stream does not time out. */
    public void degraded(Instant since) {
        liveness.suspend();
        events.control(ControlEvents.degraded(since), null);
    }

    /** Kafka is reachable again. */
    void reachable(Instant lostSince) {
        liveness.resume(eventLoop.now());
        events.control(ControlEvents.recovered(lostSince), null);
    }

    /** The part of the feed that the client has not been given; empty while the stream is live. */
    Backlog backlog() {
        return backlog;
    }

    /** There is work to do at each tick from now on, not only at the looks. */
    void hasTimedWork() {
        timed = true;
        loop.hasTimedWork(this);
    }

    /** Does the periodic work that is due at {@code now}. */
    void tick(long now) {
        if (!closed && liveness.lookDue(now)) {
            look(now);
        }
        // Most streams have none, and their data need not be fetched from memory to see it.
        if (timed && !closed) {
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
    @Override
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

    /** Ends the stream without a word: an unexpected failure must not affect the other streams of its loop. */
    @Override
    public void failed(RuntimeException failure) {
        LOG.debugf(failure, "Stream %s failed", id());
        gone();
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

    /** Without traffic, the client's last event id ages; it must not become too old for a backfill. */
    private void renewCursor(long now) {
        if (now - sender.lastIdAt() > parts.cursorLife().toMillis() / 2) {
            events.control(ControlEvents.NOTHING, null);
        }
    }
}
