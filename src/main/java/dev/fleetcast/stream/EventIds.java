package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import java.nio.charset.StandardCharsets;

/** The {@code id:} lines of one stream. Confined to the stream's event loop. */
final class EventIds {

    private static final byte[] NONE = {};

    private final long streamKey;
    private final CursorCodec codec;
    private byte[] last = NONE;

    EventIds(long streamKey, CursorCodec codec) {
        this.streamKey = streamKey;
        this.codec = codec;
    }

    /**
     * The line of an event after which the client has been given {@code position}. Where that cannot be said in an id short
     * enough, the line of the event before: a client that resumes there is given something twice rather than nothing.
     */
    byte[] line(FeedPosition position, int change) {
        codec.encode(streamKey, change, position)
                .ifPresent(id -> last = ("id: " + id + '\n').getBytes(StandardCharsets.US_ASCII));
        return last;
    }

    /** The line of the event before: for one after which the client has been given no more than that. */
    byte[] lastLine() {
        return last;
    }
}
