package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import java.nio.charset.StandardCharsets;

/** The {@code id:} lines of one stream. Confined to the stream's event loop. */
final class EventIds {

    private static final byte[] NONE = {};

    private final long streamKey;
    private final CursorCodec codec;
    private byte[] last = NONE;
    private boolean given;

    EventIds(long streamKey, CursorCodec codec) {
        this.streamKey = streamKey;
        this.codec = codec;
    }

    /**
     * The line of an event after which the client has been given {@code position}. Where that cannot be said in an id short
     * enough, the line of the event before: a client that resumes there is given something twice rather than nothing.
     */
    byte[] line(FeedPosition position, int change) {
        if (given) {
            given = false;
            return last;
        }
        codec.encode(streamKey, change, position).ifPresent(id -> last = line(id));
        return last;
    }

    /** The next event is to have that id, which the client has brought. */
    void beginWith(String id) {
        last = line(id);
        given = true;
    }

    /** The line of the event before: for one after which the client has been given no more than that. */
    byte[] lastLine() {
        return last;
    }

    private static byte[] line(String id) {
        return ("id: " + id + '\n').getBytes(StandardCharsets.US_ASCII);
    }
}
