package dev.fleetcast.telemetry;

import java.time.Instant;

/**
 * What a message says of where its unit was and when: all that {@link LastKnownPositions} ask of it.
 *
 * @param validGps whether it is a {@code gps} message the device vouches for; only then may it change anything
 * @param fixTime when the device fixed its position; null when it does not know the time
 * @param hasPosition whether it says where the unit is
 */
public record PositionReport(boolean validGps, Instant fixTime, boolean hasPosition) {

    /** Of a message that is no {@code gps} message, or one the device does not vouch for. */
    public static final PositionReport NONE = new PositionReport(false, null, false);
}
