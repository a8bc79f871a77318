package dev.fleetcast.history.trip;

/** Distances on the earth, taken as a sphere of its mean radius. */
final class Sphere {

    private static final double RADIUS_METERS = 6_371_008.8;

    private Sphere() {}

    /** The length of the great circle between two positions in degrees. */
    static double meters(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double phi = Math.toRadians(latitude);
        double otherPhi = Math.toRadians(otherLatitude);
        double north = Math.sin((otherPhi - phi) / 2);
        double east = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
        double chord = north * north + Math.cos(phi) * Math.cos(otherPhi) * east * east;
        return 2 * RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }
}
