package dev.fleetcast.socket;

import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;

/**
 * Translates server-sent events to WebSocket text frames (RFC 6455, section 5.2; a server's frames are not masked). A
 * frame contains the event's data, which is a JSON object on one line, with the event's id as its first member {@code
 * id}. Comments and {@code retry:} lines have no counterpart.
 */
@EventLoopConfined
final class EventFrames {

    private static final byte[] DATA = ascii("data: ");
    private static final byte[] ID = ascii("id: ");
    private static final byte[] BYE = ascii("{\"type\":\"bye\",\"reason\":\"");
    private static final byte[] ID_MEMBER = ascii("{\"id\":\"");
    /** For an event without data, whose id a client stores all the same. */
    private static final byte[] ID_ALONE = ascii("{\"type\":\"id\"}");

    private static final int FINAL_TEXT = 0x81;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private String farewell = "";

    /** The reason in the {@code bye} that was translated last; empty before. */
    String farewell() {
        return farewell;
    }

    /** Appends the frames of {@code events}, which are complete, to {@code frames}. */
    void translate(ByteBuf events, ByteBuf frames) {
        ByteBuf id = null;
        ByteBuf data = null;
        while (events.isReadable()) {
            ByteBuf line = line(events);
            if (startsWith(line, DATA)) {
                data = line.skipBytes(DATA.length);
            } else if (startsWith(line, ID)) {
                id = line.skipBytes(ID.length);
            } else if (!line.isReadable()) {
                write(id, data, frames);
                id = null;
                data = null;
            }
        }
    }

    private void write(ByteBuf id, ByteBuf data, ByteBuf frames) {
        if (data != null && startsWith(data, BYE)) {
            int from = data.readerIndex() + BYE.length;
            int to = data.indexOf(from, data.writerIndex(), (byte) '"');
            farewell = data.toString(from, to - from, StandardCharsets.US_ASCII);
        }
        ByteBuf object = data == null && id != null ? Unpooled.wrappedBuffer(ID_ALONE) : data;
        if (object == null) {
            return;
        }
        if (id == null) {
            head(object.readableBytes(), frames);
            frames.writeBytes(object);
        } else {
            // The member, its closing quote and a comma take the place of the opening brace.
            head(ID_MEMBER.length + id.readableBytes() + 2 + object.readableBytes() - 1, frames);
            frames.writeBytes(ID_MEMBER).writeBytes(id).writeByte('"').writeByte(',');
            frames.writeBytes(object.skipBytes(1));
        }
    }

    private static void head(int length, ByteBuf frames) {
        frames.writeByte(FINAL_TEXT);
        if (length <= SHORT) {
            frames.writeByte(length);
        } else if (length <= 0xFFFF) {
            frames.writeByte(TWO_BYTES).writeShort(length);
        } else {
            frames.writeByte(EIGHT_BYTES).writeLong(length);
        }
    }

    private static ByteBuf line(ByteBuf events) {
        int length = events.forEachByte(ByteProcessor.FIND_LF) - events.readerIndex();
        ByteBuf line = events.readSlice(length);
        events.skipBytes(1);
        return line;
    }

    private static boolean startsWith(ByteBuf line, byte[] prefix) {
        if (line.readableBytes() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (line.getByte(line.readerIndex() + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
