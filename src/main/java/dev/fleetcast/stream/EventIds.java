package dev.fleetcast.stream;

import java.nio.charset.StandardCharsets;

/** Numbers the events of one stream: each {@code id} is the stream's tag and a rising number. */
final class EventIds {

    private final String tag;
    private long last;

    EventIds(StreamId stream) {
        // Not the stream id itself: that is a capability, and ids end up in more places.
        tag = Integer.toUnsignedString(stream.value().hashCode(), 36);
    }

    /** The {@code id:} line of the next event. */
    byte[] nextLine() {
        return ("id: " + tag + '.' + Long.toString(++last, 36) + '\n').getBytes(StandardCharsets.US_ASCII);
    }
}
