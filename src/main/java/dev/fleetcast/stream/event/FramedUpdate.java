package dev.fleetcast.stream.event;

import dev.fleetcast.telemetry.Update;

/** An update with its frames, which all streams share: in practice encoded at most once per envelope. */
public final class FramedUpdate {

    private final Update update;
    // Two event loops may encode a missing frame at the same time; either result is valid.
    private final byte[][] frames = new byte[Envelope.values().length][];

    /** Frames are encoded on first use, by any thread. */
    public FramedUpdate(Update update) {
        this.update = update;
    }

    /** The framed update. */
    public Update update() {
        return update;
    }

    public byte[] frame(Envelope envelope) {
        byte[] frame = frames[envelope.ordinal()];
        if (frame == null) {
            frame = envelope.encode(update, false);
            frames[envelope.ordinal()] = frame;
        }
        return frame;
    }
}
