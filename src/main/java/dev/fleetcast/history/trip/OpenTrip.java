package dev.fleetcast.history.trip;

import java.util.ArrayList;
import java.util.List;

/**
 * A trip that has not ended. Immutable.
 *
 * @param sums what it adds up to, to the last end of its last driving leg
 * @param pauses the standing since then
 * @param pausePoints the points since then
 */
record OpenTrip(Point from, Point to, Trip.Began began, TripSums sums, List<Pause> pauses, TripSums pausePoints) {

    static OpenTrip begin(Point from, Trip.Began began) {
        Point start = from.bare();
        return new OpenTrip(start, start, began, TripSums.of(from, start), List.of(), TripSums.NONE);
    }

    OpenTrip drive(Leg leg, boolean speeding) {
        long idling =
                pauses.stream().mapToLong(pause -> pause.to() - pause.from()).sum();
        Movement movement =
                Movement.driving(leg.millis(), leg.millimeters(), speeding).plus(Movement.idling(idling));
        TripSums reached = sums.plus(pausePoints).plus(TripSums.of(movement)).plus(TripSums.of(leg.to(), from));
        return new OpenTrip(from, leg.to().bare(), began, reached, List.of(), TripSums.NONE);
    }

    OpenTrip stand(Leg leg) {
        List<Pause> longer = new ArrayList<>(pauses);
        Pause next = Pause.of(leg);
        int last = longer.size() - 1;
        if (last >= 0 && longer.get(last).isContinuedBy(next)) {
            longer.set(last, longer.get(last).until(next.to()));
        } else {
            longer.add(next);
        }
        return new OpenTrip(from, to, began, sums, longer, pausePoints.plus(TripSums.of(leg.to(), from)));
    }

    Trip end(Trip.Ended rule) {
        return new Trip(from, to, began, rule, sums, 1, null);
    }
}
