package dev.fleetcast.stream.spi;

import dev.fleetcast.telemetry.UnitId;

/**
 * The outcome for one token, as an HTTP status.
 *
 * @param unitId the unit, or null if the token does not reveal it
 * @param status 200 when done, 401 for an invalid or expired token, 403 for another user's token or a lost right, 429
 *     when a limit is reached
 */
public record TokenResult(Long unitId, int status) {

    public static final int OK = 200;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int LIMITED = 429;

    public static TokenResult of(UnitId unit, int status) {
        return new TokenResult(unit.value(), status);
    }

    public boolean succeeded() {
        return status == OK;
    }

    public UnitId unit() {
        return new UnitId(unitId);
    }
}
