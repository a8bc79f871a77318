package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedPosition;

/**
 * The part of the feed that a client has been given with an event. Its id part is computed on first use and shared by
 * all streams; otherwise a broadcast to thousands would pay for an HMAC and its garbage thousands of times.
 */
public final class DeliveredPosition {

    /**
     * The part of an event id that encodes the client's position in the feed; the same for every stream.
     *
     * @param text the encoded part
     * @param digest a keyed digest of it, the input of the whole id's authentication code
     */
    public record Part(byte[] text, byte[] digest) {}

    private final FeedPosition position;
    // Two event loops may compute a missing part at the same time; either result is valid.
    private Part part;

    public DeliveredPosition(FeedPosition position) {
        this.position = position;
    }

    public FeedPosition position() {
        return position;
    }

    public Part part(CursorCodec codec) {
        Part made = part;
        if (made == null) {
            made = codec.part(position);
            part = made;
        }
        return made;
    }
}
