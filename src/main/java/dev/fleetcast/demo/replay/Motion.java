package dev.fleetcast.demo.replay;

/**
 * What a bus does at one moment.
 *
 * @param kind driving, standing or resting
 * @param place where it is
 * @param speedKmh how fast it is
 * @param headingDegrees the direction it drives or looks in, 0 to below 360
 * @param kilometers how far it has come since the replay's time began
 * @param trip the number of the trip it is on, or was on before its rest; grows by one from trip to trip
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
