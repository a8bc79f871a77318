package dev.fleetcast.stream;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of one stream's events to its connection: what waits, and what happens when the client does not keep up. Confined
 * to the stream's event loop.
 */
final class Sender {

    /** Tasks that may wait for room; who asks for more on a stream that takes nothing is not heard. */
    private static final int MAX_WAITING = 100;

    private final Stream stream;
    private final Outlet outlet;
    private final StreamLoop loop;
    private final StreamMetrics metrics;
    private final Outbox outbox;
    private final QueueMemory memory;
    private final Congestion congestion;
    private final EventIds ids;
    private final EventWriter writer;
    private final List<Runnable> waitingForRoom = new ArrayList<>();
    private Runnable heldUp;
    private FeedPosition given = FeedPosition.START;
    private long lastIdAt;
    private int reported;
    private boolean dirty;

    Sender(Stream stream, Outlet outlet, StreamLoop loop, StreamParts parts, EventIds ids) {
        StreamConfig config = parts.config();
        this.stream = stream;
        this.outlet = outlet;
        this.loop = loop;
        this.metrics = loop.metrics();
        this.outbox = new Outbox(config.queueEvents(), config.queueBytes().asLongValue());
        this.memory = new QueueMemory(stream, parts.queues());
        this.congestion = new Congestion(Stream.LOOK, parts.conflateAfter(), config.slowTimeout());
        this.ids = ids;
        this.writer = new EventWriter(outlet, ids, loop);
        outlet.onDrain(this::flush);
    }

    /** The next event says where the client is, in the client's own words. */
    void beginWith(Cursor cursor) {
        ids.beginWith(cursor.id());
    }

    /** Queues an event; it is written when the loop's turn ends. Ends the stream when there is no room for it. */
    void send(OutboundEvent event) {
        queue(event, false);
    }

    /**
     * Queues a message. False, and nothing has happened, when there is no room for it; a client that is slow gets it all the
     * same, in place of superseded positions.
     */
    boolean offer(OutboundEvent message) {
        if (outbox.takesMessage(message) && memory.mayGrow(outbox, message.frame().length)) {
            send(message);
            return true;
        }
        if (!isSlow()) {
            holdUp();
            return false;
        }
        queue(message, true);
        if (!stream.isClosed() && !memory.mayGrow(outbox, 0)) {
            stream.close(Bye.LIMIT);
        }
        return true;
    }

    /** When an event with an id was queued last, to a tick of the loop. */
    long lastIdAt() {
        return lastIdAt;
    }

    /** The client is asked for a sign of life, and whatever is on the way to it is shown one. */
    void ping() {
        outlet.showLife();
        send(OutboundEvent.PING);
    }

    /** Drops what waits of the unit. */
    void drop(UnitId unit) {
        outbox.removeAll(unit);
    }

    /** So much the client has been given, with or without an event to say so. */
    void advance(FeedPosition position) {
        // Messages that were held come after their time: an id must not lead back behind what was queued before.
        given = position.isAtLeast(given) ? position : position.union(given);
    }

    /** What the client has been given says nothing any more: the feed goes on there, which may be behind it. */
    void restart(FeedPosition position) {
        given = position;
    }

    private Given advance(Given next) {
        advance(next.position());
        return given == next.position() ? next : new Given(given);
    }

    /** Whether the queue is no more than half full. */
    boolean hasRoom() {
        return outbox.hasRecovered();
    }

    /**
     * Runs {@code task} on the stream's loop, but not before there is {@link #hasRoom room}: what it is about to send must not
     * push out what already waits. Runs too when the stream has ended, but never when a hundred tasks wait already; any
     * thread may call.
     */
    void executeWithRoom(Runnable task) {
        loop.execute(() -> {
            if (stream.isClosed() || hasRoom()) {
                task.run();
            } else if (waitingForRoom.size() < MAX_WAITING) {
                whenThereIsRoom(task);
            }
        });
    }

    /** Runs {@code task} when there is {@link #hasRoom room}; soon too when there never will be. */
    void whenThereIsRoom(Runnable task) {
        waitingForRoom.add(task);
    }

    /** Runs {@code task}, the only one, when the client has taken enough, or is found slow; never when the stream has ended. */
    void whenTaken(Runnable task) {
        heldUp = task;
    }

    /** The client holds something up, until there is room. */
    void holdUp() {
        congestion.began();
    }

    /** Whether the connection has as much waiting as it should. */
    boolean isFull() {
        return outlet.isFull();
    }

    /** Whether the client takes less than what comes: superseded positions are given up for it. */
    boolean isSlow() {
        return congestion.isSlow();
    }

    /** The client takes less than what comes. */
    void foundSlow() {
        congestion.foundSlow();
        goOn();
    }

    /** Looks at the client: why the stream has to end, if it is too slow for it to go on. */
    Optional<Bye> look() {
        congestion.look();
        if (congestion.hasLasted()) {
            return Optional.of(Bye.SLOW);
        }
        if (memory.isShort()) {
            memory.waits(outbox, outlet);
        }
        return memory.isShort() && congestion.isLong() ? Optional.of(Bye.LIMIT) : Optional.empty();
    }

    /** Writes what waits, as far as the connection takes it, many events at a time. */
    void flush() {
        dirty = false;
        if (stream.isClosed()) {
            return;
        }
        boolean taken = false;
        while (!outbox.isEmpty() && !outlet.isFull()) {
            writer.writeFrom(outbox);
            taken = true;
        }
        reportWaiting(outbox.size());
        memory.waits(outbox, outlet);
        if (memory.isShort()) {
            holdUp();
        }
        // A client that takes nothing is slow, however far its queue can be conflated.
        if (taken && outbox.hasRecovered()) {
            congestion.over();
            letWaitingRun();
            goOn();
        }
    }

    /** Says why the stream ends and ends the connection. */
    void end(Bye reason) {
        if (reason.keepsPending()) {
            flush();
        }
        outlet.write(ControlEvents.bye(reason));
        outlet.end();
    }

    /** Lets go of everything. */
    void clear() {
        outbox.clear();
        memory.clear();
        heldUp = null;
        reportWaiting(0);
        letWaitingRun();
    }

    private void letWaitingRun() {
        if (waitingForRoom.isEmpty()) {
            return;
        }
        List<Runnable> due = List.copyOf(waitingForRoom);
        waitingForRoom.clear();
        due.forEach(loop::execute);
    }

    private void queue(OutboundEvent event, boolean conflated) {
        if (stream.isClosed()) {
            return;
        }
        if (event.isNumbered()) {
            lastIdAt = loop.lately();
        }
        OutboundEvent placed = event.isNumbered() ? event.at(advance(event.given())) : event;
        if ((conflated || !outbox.offer(placed)) && !offerConflated(placed)) {
            stream.close(Bye.SLOW);
        } else if (!dirty) {
            dirty = true;
            loop.flushLater(stream);
        } else if (outbox.bytes() >= EventWriter.PIECE && !outlet.isFull()) {
            // A long batch for a client that keeps up must not look like a queue.
            writer.writeFrom(outbox);
        }
    }

    private void goOn() {
        Runnable next = heldUp;
        if (next != null) {
            heldUp = null;
            loop.execute(next);
        }
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
