package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedPosition;

/**
 * The part of the feed that a client has been given with an event. Its id part is computed on first use and shared by
 * all streams; otherwise a broadcast to thousands would pay for an HMAC and its garbage thousands of times.
 */
public final class DeliveredPosition {

    private final FeedPosition position;
    // Two event loops may compute a missing part at the same time; either result is valid.
    private PositionPart part;

    public DeliveredPosition(FeedPosition position) {
        this.position = position;
    }

    public FeedPosition position() {
        return position;
    }

    public PositionPart part(CursorCodec codec) {
        PositionPart made = part;
        if (made == null) {
            made = codec.part(position);
            part = made;
        }
        return made;
    }
}
