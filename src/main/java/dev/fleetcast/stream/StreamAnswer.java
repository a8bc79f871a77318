package dev.fleetcast.stream;

import java.util.List;

/**
 * The holder's word on a {@link StreamCall}.
 *
 * @param found whether the stream is open and the caller's to use
 * @param grants what became of each unit asked for; empty when not found and for a pong
 */
public record StreamAnswer(boolean found, List<Grant> grants) {

    /** No such stream is open, or it is another's. */
    public static final StreamAnswer NOT_FOUND = new StreamAnswer(false, List.of());

    public StreamAnswer {
        grants = List.copyOf(grants);
    }
}
