package dev.fleetcast.demo.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * The movement of a bus without gaps, from second 0 to {@link #seconds}. Immutable.
 *
 * @param legs consecutive legs; the first and the last are resting
 * @param firstSecond when it began, as a second of the recorded day
 */
record Track(List<Leg> legs, int firstSecond) {

    Track {
        legs = List.copyOf(legs);
    }

    double seconds() {
        return last().endSecond();
    }

    double meters() {
        return last().metersBefore() + last().meters();
    }

    /** The leg at a second, 0 to {@link #seconds}. */
    Leg legAt(double second) {
        int low = 0;
        int high = legs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (legs.get(middle).startSecond() <= second) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return legs.get(low);
    }

    /** This track followed by its reverse, so that it ends where it began. */
    Track andBack() {
        List<Leg> both = new ArrayList<>(legs);
        double second = seconds();
        double metersBefore = meters();
        for (int i = legs.size() - 1; i >= 0; i--) {
            Leg back = legs.get(i).back(second, metersBefore);
            both.add(back);
            second = back.endSecond();
            metersBefore += back.meters();
        }
        return new Track(both, firstSecond);
    }

    /** The times between rests. */
    List<Span> trips() {
        List<Span> trips = new ArrayList<>();
        double start = legs.get(0).endSecond();
        for (Leg leg : legs.subList(1, legs.size())) {
            if (leg.kind() == Leg.Kind.RESTING) {
                if (leg.startSecond() > start) {
                    trips.add(new Span(start, leg.startSecond()));
                }
                start = leg.endSecond();
            }
        }
        return trips;
    }

    private Leg last() {
        return legs.get(legs.size() - 1);
    }

    /**
     * A time span.
     *
     * @param start first second
     * @param end last second
     */
    record Span(double start, double end) {

        double seconds() {
            return end - start;
        }
    }
}
