package dev.fleetcast.history.trip;

/**
 * A stop after which the trip may continue; it is not known yet.
 *
 * @param from in milliseconds since the epoch
 * @param to likewise
 * @param engineOn whether the ignition is known to be on
 * @param assignment see {@link Point#assignment}
 */
record Pause(long from, long to, boolean engineOn, long assignment) {

    static Pause of(Leg leg) {
        return new Pause(
                leg.from().at(),
                leg.to().at(),
                leg.beginsWith(Ignition.ON),
                leg.from().assignment());
    }

    /** True if the other continues this one. */
    boolean isContinuedBy(Pause next) {
        return to == next.from && engineOn == next.engineOn && assignment == next.assignment;
    }

    Pause until(long end) {
        return new Pause(from, end, engineOn, assignment);
    }
}
