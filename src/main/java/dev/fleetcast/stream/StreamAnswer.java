package dev.fleetcast.stream;

import java.util.List;

/**
 * The holder's answer to a {@link StreamCall}.
 *
 * @param found whether the stream is open and the caller may use it
 * @param grants the outcome per unit; empty when not found and for a pong
 */
public record StreamAnswer(boolean found, List<Grant> grants) {

    /** The stream is not open, or the caller may not use it. */
    public static final StreamAnswer NOT_FOUND = new StreamAnswer(false, List.of());

    public StreamAnswer {
        grants = List.copyOf(grants);
    }
}
