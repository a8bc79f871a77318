package dev.fleetcast.history.trip;

/**
 * What legs add up to. In whole milliseconds and millimetres, so that the order of adding does not matter.
 *
 * @param drivingMillis the duration of driving
 * @param idlingMillis the duration of standing within a trip, or with the engine on
 * @param millimeters the distance driven
 * @param speedingMillis the duration of driving too fast
 * @param speedingMillimeters the distance driven too fast
 * @param maxKmh the highest reported speed while driving; 0 for none
 */
public record Movement(
        long drivingMillis,
        long idlingMillis,
        long millimeters,
        long speedingMillis,
        long speedingMillimeters,
        double maxKmh) {

    /** No movement. */
    public static final Movement NONE = new Movement(0, 0, 0, 0, 0, 0);

    static Movement driving(long millis, long millimeters, boolean speeding) {
        return new Movement(millis, 0, millimeters, speeding ? millis : 0, speeding ? millimeters : 0, 0);
    }

    static Movement idling(long millis) {
        return new Movement(0, millis, 0, 0, 0, 0);
    }

    static Movement atSpeed(double kmh) {
        return new Movement(0, 0, 0, 0, 0, kmh);
    }

    /** A share of it, from 0 to 1. */
    Movement share(double share) {
        return new Movement(
                Math.round(drivingMillis * share),
                Math.round(idlingMillis * share),
                Math.round(millimeters * share),
                Math.round(speedingMillis * share),
                Math.round(speedingMillimeters * share),
                maxKmh);
    }

    /** What is left of it without the other; the highest speed stays. */
    Movement minus(Movement other) {
        return new Movement(
                drivingMillis - other.drivingMillis,
                idlingMillis - other.idlingMillis,
                millimeters - other.millimeters,
                speedingMillis - other.speedingMillis,
                speedingMillimeters - other.speedingMillimeters,
                maxKmh);
    }

    /** Adds the other. */
    public Movement plus(Movement other) {
        return new Movement(
                drivingMillis + other.drivingMillis,
                idlingMillis + other.idlingMillis,
                millimeters + other.millimeters,
                speedingMillis + other.speedingMillis,
                speedingMillimeters + other.speedingMillimeters,
                Math.max(maxKmh, other.maxKmh));
    }
}
