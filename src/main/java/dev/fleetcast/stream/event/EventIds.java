package dev.fleetcast.stream.event;

import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.cursor.DeliveredPosition;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes the {@code id:} lines of one stream. */
@EventLoopConfined
public final class EventIds {

    private static final byte[] FIELD = "id: ".getBytes(StandardCharsets.US_ASCII);
    /** The alphabet of {@link java.util.Base64#getUrlEncoder}. */
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    /** Ten digits of six bits, and one for the last four. */
    private static final int CODE_CHARS = 11;

    private static final int LAST_FULL_DIGIT = 4;

    private final long streamKey;
    private final CursorCodec codec;
    private byte[] streamPart;
    private int change;
    private DeliveredPosition.Part position;
    private byte[] given;
    private boolean givenIsNext;

    public EventIds(long streamKey, CursorCodec codec) {
        this.streamKey = streamKey;
        this.codec = codec;
    }

    /**
     * Writes the line for an event. If its position does not fit into an id, writes the line of the previous event: a
     * client that resumes there gets some messages twice rather than missing some.
     */
    public void writeLine(ByteBuf out, OutboundEvent event) {
        note(event.change());
        if (givenIsNext) {
            givenIsNext = false;
        } else {
            moveTo(event.given().part(codec));
        }
        writeLast(out);
    }

    /** Uses {@code id}, which the client has sent, for the next event. */
    public void beginWith(String id) {
        given = id.getBytes(StandardCharsets.US_ASCII);
        givenIsNext = true;
    }

    /** Writes the line of the previous event, for an event that does not advance the position. */
    public void writeLast(ByteBuf out) {
        if (given != null) {
            out.writeBytes(FIELD).writeBytes(given).writeByte('\n');
        } else if (position != null) {
            out.writeBytes(FIELD).writeBytes(streamPart).writeByte(CursorCodec.SEPARATOR);
            out.writeBytes(position.text()).writeByte(CursorCodec.SEPARATOR);
            writeCode(out, codec.code(streamKey, change, position));
            out.writeByte('\n');
        }
    }

    private void note(int told) {
        if (told != OutboundEvent.UNCHANGED && (told != change || streamPart == null)) {
            change = told;
            streamPart = codec.streamPart(streamKey, told);
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
