package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import java.util.List;

/**
 * A client's request to a stream, in a form that can be forwarded to the replica that holds it.
 *
 * @param kind the operation
 * @param streamId the stream
 * @param viewer the caller; null for a pong without a login
 * @param grants the units, with the result of checking their tokens; empty for a pong
 * @param intervalMillis the interval of mode {@code latest} for a subscription; null for {@code every}
 */
public record StreamCall(Kind kind, StreamId streamId, Viewer viewer, List<Grant> grants, Long intervalMillis) {

    /** The operations. */
    public enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PONG
    }

    public StreamCall {
        grants = List.copyOf(grants);
    }
}
