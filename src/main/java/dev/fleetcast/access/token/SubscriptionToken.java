package dev.fleetcast.access.token;

import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;

/**
 * A verified subscription token: it allows one user to follow one unit.
 *
 * @param unit the unit it was issued for
 * @param userId the user it was issued to
 * @param expiresAt when it can no longer be used to subscribe; unsubscribing still accepts it
 */
public record SubscriptionToken(UnitId unit, long userId, Instant expiresAt) {

    /** Whether it can no longer be used to subscribe at {@code now}. */
    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
