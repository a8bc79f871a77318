package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A position of a unit at a time, as far as trips need it. Points are ordered by time, then by content, so that their
 * order does not depend on their arrival. Those with the same time and content are one point: {@link #compareTo} returns 0,
 * though {@link #equals} compares all members.
 *
 * @param at the device time, in milliseconds since the epoch
 * @param digest a hash of the message's content; does not cover the gateway's time, which differs when a device repeats
 *     a message
 * @param latitude in degrees
 * @param longitude in degrees
 * @param speedKmh null if not known
 * @param ignition {@link Ignition#UNKNOWN} if the message does not say
 * @param assignment the number of the vehicle, role and driver of the unit when the message was recorded; 0 for none
 * @param readings what else a trip sums up; null once it is summed up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Point(
        long at,
        long digest,
        double latitude,
        double longitude,
        Double speedKmh,
        Ignition ignition,
        long assignment,
        Readings readings)
        implements Comparable<Point> {

    /** The mean radius of the earth. */
    private static final double RADIUS_METERS = 6_371_008.8;

    /** The same point without its readings. */
    Point bare() {
        return readings == null
                ? this
                : new Point(at, digest, latitude, longitude, speedKmh, ignition, assignment, null);
    }

    /** The same point of another assignment. */
    public Point assigned(long to) {
        return new Point(at, digest, latitude, longitude, speedKmh, ignition, to, readings);
    }

    /** The same point, with the ignition known from earlier points. */
    Point with(Ignition known) {
        return ignition == known
                ? this
                : new Point(at, digest, latitude, longitude, speedKmh, known, assignment, readings);
    }

    /** The length of the great circle to the other position. */
    double metersTo(Point other) {
        double phi = Math.toRadians(latitude);
        double otherPhi = Math.toRadians(other.latitude);
        double north = Math.sin((otherPhi - phi) / 2);
        double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double chord = north * north + Math.cos(phi) * Math.cos(otherPhi) * east * east;
        return 2 * RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    @Override
    public int compareTo(Point other) {
        int byTime = Long.compare(at, other.at);
        return byTime == 0 ? Long.compare(digest, other.digest) : byTime;
    }
}
