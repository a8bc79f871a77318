package dev.fleetcast.access.token;

import dev.fleetcast.access.SessionStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of a valid login token.
 *
 * @param userId the user it was issued to
 * @param sessionId the session it belongs to
 * @param start the start of the session
 * @param issuedAt when this token was issued
 * @param expiresAt when this token expires
 * @param endUserId the id chosen at the login, if any
 */
public record LoginToken(
        long userId,
        String sessionId,
        SessionStart start,
        Instant issuedAt,
        Instant expiresAt,
        Optional<String> endUserId) {

    /** Whether half of the token's life is over, so that the client gets a new one. */
    public boolean dueForRenewal(Instant now) {
        Duration life = Duration.between(issuedAt, expiresAt);
        return !now.isBefore(issuedAt.plus(life.dividedBy(2)));
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
