package dev.fleetcast.stream;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.EventIds;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.stream.event.Outbox;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.time.Instant;

/**
 * Writes queued events in batches, so that not every event costs a system call. A batch is copied into one pooled
 * buffer, which is cheaper than one buffer per event and id.
 */
@EventLoopConfined
final class EventWriter {

    /** An id line in an ordinary deployment; the buffer grows if this is too small. */
    private static final int USUAL_ID_LINE = 100;

    private final Outlet outlet;
    private final EventIds ids;
    private final StreamLoop loop;

    EventWriter(Outlet outlet, EventIds ids, StreamLoop loop) {
        this.outlet = outlet;
        this.ids = ids;
        this.loop = loop;
    }

    /** Writes one batch from {@code outbox}, which must not be empty. */
    void writeFrom(Outbox outbox) {
        long expected = Math.min(outbox.bytes(), Outbox.PIECE) + (long) outbox.size() * USUAL_ID_LINE;
        ByteBuf piece = outlet.buffer((int) Math.min(expected, 2 * Outbox.PIECE));
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
        while (piece.readableBytes() < Outbox.PIECE && !outbox.isEmpty()) {
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
            // A client that resumes between the gap event and the message after it gets the missing messages.
            ids.writeLast(piece);
            piece.writeBytes(ControlEvents.gap(GapReason.OVERFLOW, event.unit(), event.missed()));
        }
        if (event.isNumbered()) {
            ids.writeLine(piece, event);
        }
        piece.writeBytes(event.frame());
    }
}
