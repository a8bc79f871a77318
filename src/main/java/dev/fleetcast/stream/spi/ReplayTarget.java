package dev.fleetcast.stream.spi;

import dev.fleetcast.stream.event.Envelope;
import dev.fleetcast.threading.ThreadSafe;

/** A stream as the target of a replay. */
@ThreadSafe
public interface ReplayTarget {

    /** The outcome for an offered event. */
    enum Outcome {
        SENT,
        /** There is no room now; nothing has happened. */
        NO_ROOM,
        /** The stream has ended. */
        ENDED
    }

    /** The wrapping of messages on this stream. */
    Envelope envelope();

    /** Sends an event, given as JSON, if there is room; waits for the answer at most some seconds. */
    Outcome offer(String json);
}
