package dev.fleetcast.access;

import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;

/** Issues and reads subscription tokens; safe for use by any thread, never blocks. */
@ApplicationScoped
public class SubscriptionTokens {

    /** A token for the viewer to follow the unit; whether the viewer may see it has been decided before. */
    public IssuedToken issue(Viewer viewer, UnitId unit) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads an authentic token, also when its time is over: see {@link SubscriptionToken#expired}.
     *
     * @throws InvalidTokenException if it is not a subscription token signed with one of our keys
     */
    public SubscriptionToken parse(String token) {
        throw new UnsupportedOperationException();
    }
}
