package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import java.util.List;

/**
 * Something a client asked of a stream, in a form that can be passed on to the replica that holds it.
 *
 * @param kind what to do
 * @param streamId the stream
 * @param viewer who asks; null for a pong without a login
 * @param grants the units in question, as far as their tokens are good for it; empty for a pong
 * @param intervalMillis for a subscription, the interval of the mode {@code latest}; null for {@code every}
 */
public record StreamCall(Kind kind, StreamId streamId, Viewer viewer, List<Grant> grants, Long intervalMillis) {

    /** What can be asked. */
    public enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PONG
    }

    public StreamCall {
        grants = List.copyOf(grants);
    }
}
