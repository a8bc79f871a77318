package dev.fleetcast.history.day;

import dev.fleetcast.history.trip.Movement;

/**
 * What a unit did on a day, or on several. A day is rounded to whole metres and seconds once, and longer periods are the
 * sums of their days: so they add up exactly.
 *
 * @param meters the distance driven
 * @param drivingSeconds the duration of driving
 * @param idlingSeconds the duration of standing with the engine on
 * @param speedingMeters the distance driven too fast
 * @param speedingSeconds the duration of driving too fast
 * @param maxKmh the highest speed; 0 if it did not move
 * @param trips the trips that began; not the discardable ones
 */
public record DayTotals(
        long meters,
        long drivingSeconds,
        long idlingSeconds,
        long speedingMeters,
        long speedingSeconds,
        double maxKmh,
        int trips) {

    /** The totals of an empty day. */
    public static final DayTotals NONE = new DayTotals(0, 0, 0, 0, 0, 0, 0);

    /** Returns the totals of one trip, without counting it. */
    public static DayTotals of(Movement trip) {
        return ofDay(trip, 0);
    }

    /** Returns the totals of one day. */
    static DayTotals ofDay(Movement movement, int trips) {
        return new DayTotals(
                rounded(movement.millimeters()),
                rounded(movement.drivingMillis()),
                rounded(movement.idlingMillis()),
                rounded(movement.speedingMillimeters()),
                rounded(movement.speedingMillis()),
                movement.maxKmh(),
                trips);
    }

    /** Adds another day or period. */
    public DayTotals plus(DayTotals other) {
        return new DayTotals(
                meters + other.meters,
                drivingSeconds + other.drivingSeconds,
                idlingSeconds + other.idlingSeconds,
                speedingMeters + other.speedingMeters,
                speedingSeconds + other.speedingSeconds,
                Math.max(maxKmh, other.maxKmh),
                trips + other.trips);
    }

    /** The duration of driving and of standing with the engine on. */
    public long engineSeconds() {
        return drivingSeconds + idlingSeconds;
    }

    /** The distance over the driving time; 0 if it did not move. */
    public double averageKmh() {
        return drivingSeconds == 0 ? 0 : meters * 3.6 / drivingSeconds;
    }

    private static long rounded(long thousandths) {
        return Math.floorDiv(thousandths + 500, 1_000);
    }
}
