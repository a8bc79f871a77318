package dev.fleetcast.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a valid login token says.
 *
 * @param userId the user it was issued to
 * @param sessionId the session it belongs to
 * @param start how the session began
 * @param issuedAt when this token was issued
 * @param expiresAt the end of this token
 * @param endUserId the id chosen at the login, if any
 */
record LoginToken(
        long userId,
        String sessionId,
        SessionStart start,
        Instant issuedAt,
        Instant expiresAt,
        Optional<String> endUserId) {

    /** Whether so much of its life is gone that the client is given a fresh one. */
    boolean dueForRenewal(Instant now) {
        Duration life = Duration.between(issuedAt, expiresAt);
        return !now.isBefore(issuedAt.plus(life.dividedBy(2)));
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
