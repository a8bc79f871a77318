package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;

/**
 * What a client has been given of the feed with an event. Its part of the event's id is made when it is first asked for,
 * once for all streams that share it: an HMAC and some garbage that a broadcast to thousands would pay thousands of times.
 */
final class Given {

    private final FeedPosition position;
    // Two event loops may both find it missing and make it; either result is right.
    private PositionPart part;

    Given(FeedPosition position) {
        this.position = position;
    }

    FeedPosition position() {
        return position;
    }

    PositionPart part(CursorCodec codec) {
        PositionPart made = part;
        if (made == null) {
            made = codec.part(position);
            part = made;
        }
        return made;
    }
}
