package dev.fleetcast.access.session;

import java.util.Optional;

/**
 * An access token among the sessions: its calls and streams belong to it as those of a login belong to a session. It ends
 * with the token, and never by its age.
 *
 * @param hash the hash of the token
 */
public record TokenSession(String hash) {

    private static final String PREFIX = "token:";

    /** The token of that session; empty for a session that a login has opened. */
    public static Optional<TokenSession> of(String sessionId) {
        return isToken(sessionId)
                ? Optional.of(new TokenSession(sessionId.substring(PREFIX.length())))
                : Optional.empty();
    }

    /** Whether the session is an access token. */
    public static boolean isToken(String sessionId) {
        return sessionId.startsWith(PREFIX);
    }

    /** The {@code sid} of its viewers. */
    public String id() {
        return PREFIX + hash;
    }
}
