package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;

/**
 * The outcome for one token, as an HTTP status.
 *
 * @param unitId the unit, or null if the token does not reveal it
 * @param status 200 when done, 401 for an invalid or expired token, 403 for another user's token or a lost right, 429
 *     when a limit is reached
 */
public record Grant(Long unitId, int status) {

    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int LIMITED = 429;

    static Grant of(UnitId unit, int status) {
        return new Grant(unit.value(), status);
    }

    boolean succeeded() {
        return status == OK;
    }

    UnitId unit() {
        return new UnitId(unitId);
    }
}
