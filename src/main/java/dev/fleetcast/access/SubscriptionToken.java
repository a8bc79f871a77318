package dev.fleetcast.access;

import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;

/**
 * An authentic subscription token: the right of one user to follow one unit.
 *
 * @param unit the unit it was issued for
 * @param userId the user it was issued to
 * @param expiresAt the end of its use for subscribing; unsubscribing takes it afterwards too
 */
public record SubscriptionToken(UnitId unit, long userId, Instant expiresAt) {

    /** Whether it is too old to subscribe with at {@code now}. */
    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
