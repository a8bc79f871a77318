package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.OutboundEvent.Kind;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One SSE connection: what it follows, whose it is, what waits to be written. Confined to its event loop, but for the
 * methods that say otherwise. Times are milliseconds of the loop's monotonic clock.
 */
final class Stream {

    private static final int WRITE_CHUNK = 64 * 1024;

    private final StreamId id;
    private final long key;
    private final String claim;
    private final Envelope envelope;
    private final String address;
    private final Outlet outlet;
    private final StreamLoop loop;
    private final StreamMetrics metrics;
    private final Liveness liveness;
    private final Outbox outbox;
    private final Congestion congestion;
    private final EventIds ids;
    private final Map<UnitId, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final List<Runnable> waitingForRoom = new ArrayList<>();
    private volatile Viewer owner;
    private boolean closed;
    private boolean dirty;

    Stream(
            StreamId id,
            String claim,
            Envelope envelope,
            String address,
            Outlet outlet,
            StreamLoop loop,
            StreamConfig config) {
        this.id = id;
        this.key = id.key();
        this.claim = claim;
        this.envelope = envelope;
        this.address = address;
        this.outlet = outlet;
        this.loop = loop;
        this.metrics = loop.metrics();
        this.liveness = new Liveness(config, loop.now());
        this.outbox = new Outbox(config.queueEvents(), config.queueBytes().asLongValue());
        this.congestion = new Congestion(config.slowTimeout());
        this.ids = new EventIds(id);
        outlet.onDrain(this::flush);
    }

    /** Greets the client with its stream id; {@code reconnected} when it brought the id of an event seen before. */
    void open(boolean reconnected) {
        send(OutboundEvent.control(ControlEvents.streamId(id, reconnected), null));
        if (reconnected) {
            send(OutboundEvent.control(ControlEvents.unknownCursor(), null));
        }
    }

    StreamId id() {
        return id;
    }

    /** See {@link StreamId#key}. */
    long key() {
        return key;
    }

    /** The stream has been claimed; under another token than this one's it is somebody else's now. */
    void claimedBy(String token) {
        if (!token.equals(claim)) {
            close(Bye.REPLACED);
        }
    }

    /** Runs {@code task} where the stream may be touched; any thread may call. */
    void execute(Runnable task) {
        loop.execute(task);
    }

    /**
     * As {@link #execute}, but not before the queue has drained to half: what {@code task} is about to send must not push
     * out what already waits. Runs too when the stream has ended.
     */
    void executeWithRoom(Runnable task) {
        loop.execute(() -> {
            if (closed || outbox.hasRecovered()) {
                task.run();
            } else {
                waitingForRoom.add(task);
            }
        });
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
        return subscriptions.keySet();
    }

    boolean isClosed() {
        return closed;
    }

    void own(Viewer viewer) {
        owner = viewer;
        liveness.owned();
    }

    boolean follows(UnitId unit) {
        return subscriptions.containsKey(unit);
    }

    /** Follows {@code unit}, or changes the mode if it does already; true if it did not. */
    boolean follow(UnitId unit, DeliveryMode mode, Snapshots snapshots) {
        Subscription known = subscriptions.get(unit);
        if (known != null) {
            known.change(mode);
            return false;
        }
        Subscription subscription = new Subscription(this, unit, mode);
        subscriptions.put(unit, subscription);
        metrics.subscribed();
        // Registered first, looked up second: what the snapshot does not have yet is on its way to this loop.
        loop.follow(subscription);
        snapshots.of(unit).ifPresent(snapshot -> {
            subscription.startAfter(snapshot.sequence());
            send(OutboundEvent.control(envelope.encode(snapshot, true), unit));
        });
        send(OutboundEvent.control(ControlEvents.ready(unit), unit));
        return true;
    }

    /** Stops following {@code unit}: what waits of it is dropped, and the client is told where it ended. */
    void unfollow(UnitId unit, Unsubscribed reason) {
        Subscription ended = subscriptions.remove(unit);
        if (ended != null) {
            loop.unfollow(ended);
            metrics.unsubscribed(1);
            int before = outbox.size();
            outbox.removeAll(unit);
            metrics.queueChanged(outbox.size() - before);
            send(OutboundEvent.control(ControlEvents.unsubscribed(unit, reason), unit));
        }
    }

    void pong() {
        liveness.pong(loop.now());
    }

    /** An update a subscription lets through. */
    void deliver(Subscription subscription, RoutedUpdate routed) {
        Update update = routed.update();
        Kind position = subscription.isLatest() ? Kind.LATEST_POSITION : Kind.POSITION;
        Kind kind = update.notable() ? Kind.REQUIRED : position;
        send(OutboundEvent.message(kind, routed.frame(envelope), update));
    }

    /** Queues an event; it is written when the loop's turn ends. */
    void send(OutboundEvent event) {
        if (closed) {
            return;
        }
        int before = outbox.size();
        boolean queued = outbox.offer(event) || offerConflated(event);
        metrics.queueChanged(outbox.size() - before);
        if (!queued) {
            close(Bye.SLOW);
        } else if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        }
    }

    /** Writes what waits, as far as the connection takes it, many events at a time. */
    void flush() {
        dirty = false;
        if (closed) {
            return;
        }
        boolean taken = false;
        while (!outbox.isEmpty() && !outlet.isFull()) {
            writeChunk();
            taken = true;
        }
        // A client that takes nothing is slow, however far its queue can be conflated.
        if (taken && outbox.hasRecovered()) {
            congestion.over();
            letWaitingRun();
        }
    }

    /** Does what is due at {@code now}. */
    void tick(long now) {
        if (closed) {
            return;
        }
        Bye due = congestion.hasLasted(now) ? Bye.SLOW : liveness.verdict(now);
        if (due != null) {
            close(due);
            return;
        }
        if (liveness.pingDue(now)) {
            send(OutboundEvent.signal(ControlEvents.PING));
        }
        subscriptions.values().forEach(subscription -> subscription.tick(now));
    }

    /** Ends the stream from this side: says why, and lets go of everything. */
    void close(Bye reason) {
        if (closed) {
            return;
        }
        metrics.ended(reason);
        try {
            if (reason.keepsPending()) {
                flush();
            }
            outlet.write(ControlEvents.bye(reason));
            outlet.end();
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
        metrics.queueChanged(-outbox.size());
        metrics.unsubscribed(subscriptions.size());
        outbox.clear();
        subscriptions.values().forEach(loop::unfollow);
        subscriptions.clear();
        letWaitingRun();
        loop.remove(this);
    }

    private void letWaitingRun() {
        List<Runnable> due = List.copyOf(waitingForRoom);
        waitingForRoom.clear();
        due.forEach(loop::execute);
    }

    private boolean offerConflated(OutboundEvent event) {
        congestion.began(loop.now());
        metrics.conflated(outbox.offerConflated(event));
        return !outbox.isOverfull();
    }

    private void writeChunk() {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(2_048);
        Instant now = Instant.now();
        int before = outbox.size();
        while (chunk.size() < WRITE_CHUNK && !outbox.isEmpty()) {
            OutboundEvent event = outbox.poll();
            if (event.missed() > 0) {
                chunk.writeBytes(ids.nextLine());
                chunk.writeBytes(ControlEvents.overflow(event.unit(), event.missed()));
            }
            if (event.isNumbered()) {
                chunk.writeBytes(ids.nextLine());
            }
            chunk.writeBytes(event.frame());
            if (event.recordTime() != null) {
                metrics.delivered(event.recordTime(), now);
            }
        }
        metrics.queueChanged(outbox.size() - before);
        outlet.write(chunk.toByteArray());
    }
}
