package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one stream's events to its connection: what waits, and what happens when the client does not keep up. Confined
 * to the stream's event loop.
 */
final class Sender {

    private static final int WRITE_CHUNK = 64 * 1024;
    /** Tasks that may wait for room; who asks for more on a stream that takes nothing is not heard. */
    private static final int MAX_WAITING = 100;

    private final Stream stream;
    private final Outlet outlet;
    private final StreamLoop loop;
    private final StreamMetrics metrics;
    private final Outbox outbox;
    private final Congestion congestion;
    private final EventIds ids;
    private final List<Runnable> waitingForRoom = new ArrayList<>();
    private FeedPosition given = FeedPosition.START;
    private long lastIdAt;
    private boolean dirty;

    Sender(Stream stream, Outlet outlet, StreamLoop loop, StreamConfig config, EventIds ids) {
        this.stream = stream;
        this.outlet = outlet;
        this.loop = loop;
        this.metrics = loop.metrics();
        this.outbox = new Outbox(config.queueEvents(), config.queueBytes().asLongValue());
        this.congestion = new Congestion(config.slowTimeout());
        this.ids = ids;
        outlet.onDrain(this::flush);
    }

    /** The next event says where the client is, in the client's own words. */
    void beginWith(Cursor cursor) {
        ids.beginWith(cursor.id());
    }

    /** Queues an event; it is written when the loop's turn ends. Ends the stream when there is no room for it. */
    void send(OutboundEvent event) {
        if (stream.isClosed()) {
            return;
        }
        if (event.isNumbered()) {
            lastIdAt = loop.now();
        }
        OutboundEvent placed = event.isNumbered() ? event.at(advance(event.position())) : event;
        int before = outbox.size();
        boolean queued = outbox.offer(placed) || offerConflated(placed);
        metrics.queueChanged(outbox.size() - before);
        if (!queued) {
            stream.close(Bye.SLOW);
        } else if (!dirty) {
            dirty = true;
            loop.flushLater(stream);
        }
    }

    /** When an event with an id was queued last. */
    long lastIdAt() {
        return lastIdAt;
    }

    /** Drops what waits of the unit. */
    void drop(UnitId unit) {
        int before = outbox.size();
        outbox.removeAll(unit);
        metrics.queueChanged(outbox.size() - before);
    }

    /** So much the client has been given, with or without an event to say so. */
    FeedPosition advance(FeedPosition position) {
        // Messages that were held come after their time: an id must not lead back behind what was queued before.
        given = position.isAtLeast(given) ? position : position.union(given);
        return given;
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

    /** The client holds something up: it counts as slow until there is room. */
    void holdUp() {
        congestion.began(loop.now());
    }

    boolean isStuck(long now) {
        return congestion.hasLasted(now);
    }

    /** Writes what waits, as far as the connection takes it, many events at a time. */
    void flush() {
        dirty = false;
        if (stream.isClosed()) {
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
        metrics.queueChanged(-outbox.size());
        outbox.clear();
        letWaitingRun();
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
                // Who resumes after the gap, but before what it is about, is given what is missing.
                chunk.writeBytes(ids.lastLine());
                chunk.writeBytes(ControlEvents.gap(GapReason.OVERFLOW, event.unit(), event.missed()));
            }
            if (event.isNumbered()) {
                chunk.writeBytes(ids.line(event.position(), event.change()));
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
