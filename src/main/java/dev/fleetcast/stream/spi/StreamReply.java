package dev.fleetcast.stream.spi;

import java.util.List;

/**
 * The holder's answer to a {@link StreamRequest}.
 *
 * @param found whether the stream is open and the caller may use it
 * @param grants the outcome per unit; empty when not found and for a pong
 */
public record StreamReply(boolean found, List<TokenResult> grants) {

    /** The stream is not open, or the caller may not use it. */
    public static final StreamReply NOT_FOUND = new StreamReply(false, List.of());

    public StreamReply {
        grants = List.copyOf(grants);
    }
}
