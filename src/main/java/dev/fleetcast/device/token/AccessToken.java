package dev.fleetcast.device.token;

import java.time.Instant;

/**
 * What is stored of an access token.
 *
 * @param id identifies it without revealing it
 * @param userId the user who got it
 * @param generation the generation of the user's sessions that it belongs to
 * @param expiresAt when it ends; null for never
 */
record AccessToken(TokenHash id, long userId, long generation, Instant expiresAt) {

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
