package dev.fleetcast.demo.replay;

/**
 * A point on the earth.
 *
 * @param latitude −90 to 90
 * @param longitude −180 to 180
 */
record Place(double latitude, double longitude) {

    private static final double EARTH_RADIUS_METERS = 6_371_000;

    /** The great-circle distance. */
    double metersTo(Place other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double half = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(half));
    }

    /** The initial bearing to the other place, clockwise from north, 0 to below 360. */
    double degreesTo(Place other) {
        double from = Math.toRadians(latitude);
        double to = Math.toRadians(other.latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double degrees = Math.toDegrees(Math.atan2(
                Math.sin(east) * Math.cos(to),
                Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east)));
        return (degrees + 360) % 360;
    }

    /** The point at that fraction of the way, 0 to 1; for distances within a city. */
    Place towards(Place other, double share) {
        return new Place(
                latitude + (other.latitude - latitude) * share, longitude + (other.longitude - longitude) * share);
    }

    /** The point that many degrees away. */
    Place displaced(double north, double east) {
        return new Place(latitude + north, longitude + east);
    }
}
