package dev.fleetcast.demo.replay;

/**
 * The state of a bus at one moment.
 *
 * @param kind driving, standing or resting
 * @param place its position
 * @param speedKmh its speed
 * @param headingDegrees its direction, 0 to below 360
 * @param kilometers the distance driven since the replay's time began
 * @param trip the number of its current trip, or of the last one while it rests; increases by one per trip
 * @param stoodSeconds how long it has not moved
 */
record Motion(
        Leg.Kind kind,
        Place place,
        double speedKmh,
        double headingDegrees,
        double kilometers,
        long trip,
        double stoodSeconds) {

    boolean ignition() {
        return kind != Leg.Kind.RESTING;
    }
}
