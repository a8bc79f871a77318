package dev.fleetcast.stream;

import dev.fleetcast.sse.Outlet;
import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * Writes what waits in a queue, many events in one piece: a delivery must not cost a system call. The events of a piece are
 * copied into one pooled buffer, which costs less than to hand over a buffer for each of them and for each id between them.
 * Confined to the stream's event loop.
 */
final class EventWriter {

    /** So much is written at once; more would wait in the connection, where it can no longer be superseded. */
    static final int PIECE = 32 * 1024;

    /** Of an id and its line in an ordinary deployment; a buffer that turns out too small grows. */
    private static final int USUAL_ID_LINE = 100;

    private final Outlet outlet;
    private final EventIds ids;
    private final StreamLoop loop;

    EventWriter(Outlet outlet, EventIds ids, StreamLoop loop) {
        this.outlet = outlet;
        this.ids = ids;
        this.loop = loop;
    }

    /** Takes as much out of the queue, which is not empty, as makes a piece, and writes it. */
    void writeFrom(Outbox outbox) {
        long expected = Math.min(outbox.bytes(), PIECE) + (long) outbox.size() * USUAL_ID_LINE;
        ByteBuf piece = outlet.buffer((int) Math.min(expected, 2 * PIECE));
        try {
            fill(piece, outbox);
        } catch (RuntimeException failed) {
            piece.release();
            throw failed;
        }
        outlet.write(piece);
    }

    private void fill(ByteBuf piece, Outbox outbox) {
        Instant oldest = null;
        int messages = 0;
        while (piece.readableBytes() < PIECE && !outbox.isEmpty()) {
            OutboundEvent event = outbox.poll();
            write(event, piece);
            if (event.recordTime() != null) {
                oldest = oldest == null ? event.recordTime() : oldest;
                messages++;
            }
        }
        if (messages > 0) {
            loop.written(messages, oldest);
        }
    }

    private void write(OutboundEvent event, ByteBuf piece) {
        if (event.missed() > 0) {
            // Who resumes after the gap, but before what it is about, is given what is missing.
            ids.writeLast(piece);
            piece.writeBytes(ControlEvents.gap(GapReason.OVERFLOW, event.unit(), event.missed()));
        }
        if (event.isNumbered()) {
            ids.writeLine(piece, event);
        }
        piece.writeBytes(event.frame());
    }
}
