package dev.fleetcast.stream;

import dev.fleetcast.telemetry.Update;

/** An update with its frames: made at most once per envelope in practice, and shared by all streams. */
public final class FramedUpdate {

    private final Update update;
    // Two event loops may both find the frame missing and make it; either result is right.
    private final byte[][] frames = new byte[Envelope.values().length][];

    /** Frames are made when they are first asked for; any thread may do so. */
    public FramedUpdate(Update update) {
        this.update = update;
    }

    /** What is framed. */
    public Update update() {
        return update;
    }

    byte[] frame(Envelope envelope) {
        byte[] frame = frames[envelope.ordinal()];
        if (frame == null) {
            frame = envelope.encode(update, false);
            frames[envelope.ordinal()] = frame;
        }
        return frame;
    }
}
