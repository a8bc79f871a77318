package dev.fleetcast.ingest.poll;

import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.cursor.CursorCodec.DeliveredPosition;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Cursors of polling clients: event ids with the user's number in place of a stream's key, which all replicas can read
 * and clients cannot forge.
 */
@ThreadSafe
@ApplicationScoped
class FeedCursors {

    /** Polling subscribes to nothing. */
    private static final int NO_CHANGES = 0;

    private final CursorCodec codec;

    FeedCursors(CursorCodec codec) {
        this.codec = codec;
    }

    /** The cursor of a user who has been given everything up to {@code position}. */
    String text(long userId, FeedPosition position) {
        DeliveredPosition.Part part = codec.part(position);
        byte[] code = ByteBuffer.allocate(Long.BYTES)
                .putLong(codec.code(userId, NO_CHANGES, part))
                .array();
        return ascii(codec.streamPart(userId, NO_CHANGES))
                + CursorCodec.SEPARATOR
                + ascii(part.text())
                + CursorCodec.SEPARATOR
                + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }

    /** Decodes a cursor of the user; empty for any other text. */
    Optional<Cursor> decode(long userId, String text) {
        return codec.decode(text).filter(cursor -> cursor.streamKey() == userId && cursor.change() == NO_CHANGES);
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }
}
