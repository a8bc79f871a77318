package dev.fleetcast.access.opaque;

import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.session.TokenSession;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of an access token.
 *
 * @param id identifies it without revealing it
 * @param userId the user who got it
 * @param generation the generation of the user's sessions that it belongs to
 * @param expiresAt when it ends; null for never
 * @param name what an administrator calls it; empty for a token that is good for the device API only
 */
public record AccessToken(TokenHash id, long userId, long generation, Instant expiresAt, Optional<String> name) {

    /** Whether it is a service account's token, which is good wherever a login is. */
    public boolean isLogin() {
        return name.isPresent();
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Lets the streams that belong to the token end with it. */
    public void learnedBy(Sessions sessions) {
        long end = expiresAt == null ? Long.MAX_VALUE : expiresAt.toEpochMilli();
        sessions.learn(new TokenSession(id.hex()), userId, generation, end);
    }
}
