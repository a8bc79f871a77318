package dev.fleetcast.demo.replay;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The samples of a trip that a device keeps.
 *
 * @param stepSeconds the time between two samples
 * @param motions the states of the bus, from the start of the trip to its end
 */
record TripSamples(double stepSeconds, List<Motion> motions) {

    private static final double STEP_SECONDS = 2;

    static TripSamples of(Circuit circuit, Track.Span trip) {
        int steps = (int) Math.max(1, Math.ceil(trip.seconds() / STEP_SECONDS));
        double step = trip.seconds() / steps;
        List<Motion> motions = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            motions.add(circuit.at(trip.start() + i * step));
        }
        return new TripSamples(step, motions);
    }

    Motion first() {
        return motions.get(0);
    }

    Motion last() {
        return motions.get(motions.size() - 1);
    }

    double kilometers() {
        return last().kilometers() - first().kilometers();
    }

    DoubleSummaryStatistics speedsKmh() {
        return motions.stream().mapToDouble(Motion::speedKmh).summaryStatistics();
    }

    /** The maximum distance from the start of the trip. */
    double furthestKilometers() {
        return motions.stream()
                .mapToDouble(motion -> first().place().metersTo(motion.place()) / 1_000)
                .max()
                .orElse(0);
    }

    /** How long the condition held. */
    long seconds(Predicate<Motion> condition) {
        return Math.round(motions.stream().filter(condition).count() * stepSeconds);
    }

    /** The number of events by code. */
    Map<String, Integer> happenings() {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 1; i < motions.size(); i++) {
            Observation.between(motions.get(i - 1), motions.get(i))
                    .forEach(happening -> counts.merge(happening.code(), 1, Integer::sum));
        }
        return counts;
    }
}
