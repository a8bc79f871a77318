package dev.fleetcast.telemetry;

/**
 * A point on earth, in degrees.
 *
 * @param latitude from -90 to 90
 * @param longitude from -180 to 180
 */
public record GeoPoint(double latitude, double longitude) {

    public GeoPoint {
        // Of the two zeros only the positive one.
        latitude += 0.0;
        longitude += 0.0;
    }

    /** A measure of the distance for comparisons: the square of it, in degrees of latitude, as on a plane. */
    public double nearness(GeoPoint other) {
        double across = Math.abs(longitude - other.longitude);
        double shorter = Math.min(across, 360 - across) * Math.cos(Math.toRadians(other.latitude));
        double up = latitude - other.latitude;
        return up * up + shorter * shorter;
    }

    /** Omits the place: it may be a person's. */
    @Override
    public String toString() {
        return "GeoPoint";
    }
}
