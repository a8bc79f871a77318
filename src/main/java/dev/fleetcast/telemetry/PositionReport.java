package dev.fleetcast.telemetry;

import java.time.Instant;

/**
 * The position and time reported by a message: all that {@link LastKnownPositions} need.
 *
 * @param validGps whether it is a {@code gps} message marked as valid by the device; others change nothing
 * @param fixTime when the device determined its position; null if it does not know the time
 * @param place the position; null without one
 */
public record PositionReport(boolean validGps, Instant fixTime, GeoPoint place) {

    /** The report of any message that is not a valid {@code gps} message. */
    public static final PositionReport NONE = new PositionReport(false, null, null);

    /** Whether it has a position. */
    public boolean hasPosition() {
        return place != null;
    }
}
