package dev.fleetcast.stream.delivery;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.Optional;

/**
 * Sends one stream's events to its connection. An event that is alone in its turn of the loop is written at once while
 * nothing waits; that is the usual case, and it touches no state but this object's and the writer's. All other events
 * are queued, to be written with those after them or when a client that does not keep up has room.
 */
@EventLoopConfined
public final class Sender {

    private final Outlet outlet;
    private final EventLoop loop;
    private final StreamMetrics metrics;
    private final Outbox outbox;
    private final Congestion congestion;
    private final EventWriter writer;
    private final Listener listener;
    private final WaitingTasks waiting;
    private FeedPosition given = FeedPosition.START;
    private long lastIdAt;
    private int reported;
    /** Whether no event and no task waits for the client, and none has since it took everything. */
    private boolean clear;

    private boolean dirty;
    private boolean closed;

    /** The stream that the events are of. */
    public interface Listener {

        /** The client takes too little, or there is no memory: the stream must end. */
        void close(ByeReason reason);

        /** Its events could not be written. */
        void failed(RuntimeException failure);
    }

    /** @param outbox empty */
    public Sender(
            Outlet outlet,
            EventLoop loop,
            EventWriter writer,
            Outbox outbox,
            Congestion congestion,
            Listener listener) {
        this.outlet = outlet;
        this.loop = loop;
        this.metrics = loop.metrics();
        this.writer = writer;
        this.outbox = outbox;
        this.congestion = congestion;
        this.listener = listener;
        this.waiting = new WaitingTasks(loop);
        outlet.onDrain(this::flush);
    }

    /** Uses the id that the client sent for the next event. */
    public void beginWith(Cursor cursor) {
        writer.beginWith(cursor.id());
    }

    /** Queues an event; it is written when the loop's turn ends. Ends the stream if there is no room. */
    public void send(OutboundEvent event) {
        queue(event, false);
    }

    /**
     * Writes or queues a message. Returns false, without effect, if there is no room; for a slow client, it replaces
     * superseded positions instead.
     */
    public boolean offer(OutboundEvent message) {
        if (clear && loop.writesAtOnce() && !outlet.isFull()) {
            writer.write(placed(message));
            return true;
        }
        if (outbox.takesMessage(message)) {
            send(message);
            return true;
        }
        if (!isSlow()) {
            markBlocked();
            return false;
        }
        queue(message, true);
        if (!closed && !outbox.hasMemory()) {
            listener.close(ByeReason.LIMIT);
        }
        return true;
    }

    /** The time at which the last event with an id was queued, to a tick of the loop. */
    public long lastIdAt() {
        return lastIdAt;
    }

    /** Asks the client for a sign of life, and keeps the connection alive for proxies on the way. */
    public void ping() {
        outlet.showLife();
        send(OutboundEvent.PING);
    }

    /** Removes the queued events of the unit. */
    public void drop(UnitId unit) {
        outbox.removeAll(unit);
    }

    /** Advances the client's position, with or without an event. */
    public void advance(FeedPosition position) {
        // Held messages arrive late: an id must not move back behind previously queued ones.
        given = position.isAtLeast(given) ? position : position.union(given);
    }

    /** Resets the client's position after the feed has moved, possibly backwards. */
    public void restart(FeedPosition position) {
        given = position;
    }

    private DeliveredPosition advance(DeliveredPosition next) {
        advance(next.position());
        return given == next.position() ? next : new DeliveredPosition(given);
    }

    /** Whether the queue is at most half full. */
    public boolean hasRoom() {
        return outbox.hasRecovered();
    }

    /**
     * Runs {@code task} on the stream's loop once there is {@link #hasRoom room}, so that its events do not push out
     * queued ones. Also runs it when the stream has ended, but drops it when a hundred tasks already wait. Safe for use
     * by any thread.
     */
    public void executeWithRoom(Runnable task) {
        loop.execute(() -> {
            if (closed || hasRoom()) {
                task.run();
            } else if (waiting.mayWait()) {
                whenThereIsRoom(task);
            }
        });
    }

    /** Runs {@code task} when there is {@link #hasRoom room}, or when the stream ends. */
    public void whenThereIsRoom(Runnable task) {
        clear = false;
        waiting.add(task);
    }

    /**
     * Runs {@code task} when the queue has drained to half or the client is found slow; never after the stream has
     * ended. Only one task can wait.
     */
    public void whenTaken(Runnable task) {
        clear = false;
        waiting.setNext(task);
    }

    /** Marks the stream as blocked by the client until there is room. */
    void markBlocked() {
        clear = false;
        congestion.began();
    }

    /** Whether the connection's buffer is full. */
    public boolean isFull() {
        return outlet.isFull();
    }

    /** Whether the client is slower than the feed, so that superseded positions are discarded. */
    boolean isSlow() {
        return congestion.isSlow();
    }

    /** Marks the client as slower than the feed. */
    public void foundSlow() {
        congestion.foundSlow();
        waiting.runNext();
    }

    /** Checks the client; returns the reason to end the stream if it is too slow. */
    public Optional<ByeReason> look() {
        congestion.look();
        if (congestion.hasLasted()) {
            return Optional.of(ByeReason.SLOW);
        }
        if (outbox.isShort()) {
            outbox.waits(outlet);
        }
        return outbox.isShort() && congestion.isLong() ? Optional.of(ByeReason.LIMIT) : Optional.empty();
    }

    /** Like {@link #flush}; a failure ends only this stream. */
    void flushIsolated() {
        try {
            flush();
        } catch (RuntimeException failed) {
            listener.failed(failed);
        }
    }

    /** Writes queued events in batches, as far as the connection has room. */
    void flush() {
        dirty = false;
        if (closed) {
            return;
        }
        boolean taken = false;
        while (!outbox.isEmpty() && !outlet.isFull()) {
            writer.writeFrom(outbox);
            taken = true;
        }
        reportWaiting(outbox.size());
        outbox.waits(outlet);
        if (outbox.isShort()) {
            markBlocked();
        }
        // A client that takes nothing is slow, even if its queue can be conflated.
        if (taken && outbox.hasRecovered()) {
            congestion.over();
            waiting.runAll();
            waiting.runNext();
            clear = outbox.isEmpty();
        }
    }

    /** Sends the reason and closes the connection. */
    public void end(ByeReason reason) {
        if (reason.keepsPending()) {
            flush();
        }
        outlet.write(ControlEvents.bye(reason));
        outlet.end();
    }

    /** Releases all resources: the stream has ended. */
    public void clear() {
        closed = true;
        clear = false;
        outbox.clear();
        waiting.clearNext();
        reportWaiting(0);
        waiting.runAll();
    }

    private void queue(OutboundEvent event, boolean conflated) {
        if (closed) {
            return;
        }
        clear = false;
        OutboundEvent placed = event.isNumbered() ? placed(event) : event;
        if ((conflated || !outbox.offer(placed)) && !offerConflated(placed)) {
            listener.close(ByeReason.SLOW);
        } else if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        } else if (outbox.bytes() >= Outbox.PIECE && !outlet.isFull()) {
            // A long batch must not look like a backlog for a client that keeps up.
            writer.writeFrom(outbox);
        }
    }

    /** The event at the client's position, which moves on with it. */
    private OutboundEvent placed(OutboundEvent event) {
        lastIdAt = loop.lastTick();
        return event.at(advance(event.given()));
    }

    private boolean offerConflated(OutboundEvent event) {
        congestion.began();
        metrics.conflated(outbox.offerConflated(event));
        return !outbox.isOverfull();
    }

    private void reportWaiting(int events) {
        if (events != reported) {
            metrics.queueChanged(events - reported);
            reported = events;
        }
    }
}
