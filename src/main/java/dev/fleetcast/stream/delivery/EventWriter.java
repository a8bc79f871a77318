package dev.fleetcast.stream.delivery;

import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Writes events with their {@code id:} lines; queued ones in batches, so that not every event costs a system call. A batch
 * is copied into one pooled buffer, which is cheaper than one buffer per event and id.
 */
@EventLoopConfined
public final class EventWriter {

    /** An id line in an ordinary deployment; the buffer grows if this is too small. */
    private static final int USUAL_ID_LINE = 100;

    private static final byte[] FIELD = "id: ".getBytes(StandardCharsets.US_ASCII);
    /** The alphabet of {@link java.util.Base64#getUrlEncoder}. */
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    /** Ten digits of six bits, and one for the last four. */
    private static final int CODE_CHARS = 11;

    private static final int LAST_FULL_DIGIT = 4;

    private final Outlet outlet;
    private final EventLoop loop;
    private final long streamKey;
    private final CursorCodec codec;
    private byte[] streamPart;
    private int change;
    private DeliveredPosition.Part position;
    private byte[] given;
    private boolean givenIsNext;

    public EventWriter(Outlet outlet, EventLoop loop, long streamKey, CursorCodec codec) {
        this.outlet = outlet;
        this.loop = loop;
        this.streamKey = streamKey;
        this.codec = codec;
    }

    /** Uses {@code id}, which the client has sent, for the next event. */
    void beginWith(String id) {
        given = id.getBytes(StandardCharsets.US_ASCII);
        givenIsNext = true;
    }

    /** Writes one message. */
    void write(OutboundEvent message) {
        writePiece(message.frame().length + USUAL_ID_LINE, piece -> {
            write(message, piece);
            if (message.recordTime() != null) {
                loop.written(1, message.recordTime());
            }
        });
    }

    /** Writes one batch from {@code outbox}, which must not be empty. */
    void writeFrom(Outbox outbox) {
        long expected = Math.min(outbox.bytes(), Outbox.PIECE) + (long) outbox.size() * USUAL_ID_LINE;
        writePiece((int) Math.min(expected, 2 * Outbox.PIECE), piece -> fill(piece, outbox));
    }

    private void writePiece(int expectedBytes, Consumer<ByteBuf> content) {
        ByteBuf piece = outlet.buffer(expectedBytes);
        try {
            content.accept(piece);
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
            writeLastId(piece);
            piece.writeBytes(ControlEvents.gap(GapReason.OVERFLOW, event.unit(), event.missed()));
        }
        if (event.isNumbered()) {
            writeId(event, piece);
        }
        piece.writeBytes(event.frame());
    }

    /**
     * Writes the id line of an event. If its position does not fit into an id, writes the line of the previous event: a
     * client that resumes there gets some messages twice rather than missing some.
     */
    public void writeId(OutboundEvent event, ByteBuf out) {
        count(event.change());
        if (givenIsNext) {
            givenIsNext = false;
        } else {
            moveTo(event.given().part(codec));
        }
        writeLastId(out);
    }

    /** Writes the id line of the previous event, for an event that does not advance the position. */
    private void writeLastId(ByteBuf out) {
        if (given != null) {
            out.writeBytes(FIELD).writeBytes(given).writeByte('\n');
        } else if (position != null) {
            out.writeBytes(FIELD).writeBytes(streamPart).writeByte(CursorCodec.SEPARATOR);
            out.writeBytes(position.text()).writeByte(CursorCodec.SEPARATOR);
            writeCode(out, codec.code(streamKey, change, position));
            out.writeByte('\n');
        }
    }

    private void count(int ready) {
        if (ready != OutboundEvent.UNCHANGED && (ready != change || streamPart == null)) {
            change = ready;
            streamPart = codec.streamPart(streamKey, ready);
        }
    }

    private void moveTo(DeliveredPosition.Part next) {
        if (streamPart.length + next.text().length + CODE_CHARS + 2 <= CursorCodec.MAX_CHARS) {
            position = next;
            given = null;
        }
    }

    /** Encodes Base64 digit by digit: an encoder would allocate arrays for each event of each stream. */
    private static void writeCode(ByteBuf out, long code) {
        for (int shift = Long.SIZE - 6; shift >= LAST_FULL_DIGIT; shift -= 6) {
            out.writeByte(DIGITS[(int) (code >>> shift) & 63]);
        }
        out.writeByte(DIGITS[(int) (code << 2) & 63]);
    }
}
