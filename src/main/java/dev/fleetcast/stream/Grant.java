package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;

/**
 * What became of one token, in the terms of HTTP.
 *
 * @param unitId the unit, or null when the token does not say
 * @param status 200 when done, 401 for a token that is invalid or expired, 403 for another user's or a right since lost, 429
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
