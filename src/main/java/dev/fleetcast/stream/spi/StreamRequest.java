package dev.fleetcast.stream.spi;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.StreamId;
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
public record StreamRequest(
        Kind kind, StreamId streamId, Viewer viewer, List<TokenResult> grants, Long intervalMillis) {

    /** The operations. */
    public enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PONG
    }

    public StreamRequest {
        grants = List.copyOf(grants);
    }

    /**
     * The holder's answer.
     *
     * @param found whether the stream is open and the caller may use it
     * @param grants the outcome per unit; empty when not found and for a pong
     */
    public record Reply(boolean found, List<TokenResult> grants) {

        /** The stream is not open, or the caller may not use it. */
        public static final Reply NOT_FOUND = new Reply(false, List.of());

        public Reply {
            grants = List.copyOf(grants);
        }
    }
}
