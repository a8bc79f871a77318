package dev.fleetcast.history.trip;

import java.time.Duration;

/**
 * The rules by which trips are found.
 *
 * @param source where trips come from; the other rules are for those that are found
 * @param gap a leg that is longer ends a trip, and without further data a trip ends after this time
 * @param stop a trip ends when its vehicle has stood for this time; a leg of at least this length is driving only if
 *     its ends are far enough apart for {@code movingKmh}
 * @param ignitionOff a trip ends when the ignition has been off for this time
 * @param movingKmh a vehicle at this speed or above moves
 * @param speedingKmh a leg that begins above this speed is speeding
 * @param spikeMeters a lone point that is further away from both neighbours may be a spike
 * @param spikeKmh it is one if it is also faster
 * @param minimumMeters a shorter trip is discardable
 * @param minimumDuration likewise
 */
public record TripRules(
        Source source,
        Duration gap,
        Duration stop,
        Duration ignitionOff,
        double movingKmh,
        double speedingKmh,
        double spikeMeters,
        double spikeKmh,
        double minimumMeters,
        Duration minimumDuration) {

    /** Where trips come from. */
    public enum Source {
        /** They are found in the positions of units. */
        DETECTED,
        /** Devices or their platforms send them, as messages of the type {@code trip}. */
        FEED
    }

    /** The rules without any settings. */
    public static final TripRules DEFAULT = new TripRules(
            Source.DETECTED,
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            5,
            120,
            500,
            250,
            200,
            Duration.ofSeconds(60));

    /** The same rules with another source. */
    public TripRules of(Source other) {
        return new TripRules(
                other,
                gap,
                stop,
                ignitionOff,
                movingKmh,
                speedingKmh,
                spikeMeters,
                spikeKmh,
                minimumMeters,
                minimumDuration);
    }

    private static final double MILLIS_PER_HOUR = 3_600_000;

    boolean moves(Point point) {
        return point.ignition() != Ignition.OFF && point.speedKmh() != null && point.speedKmh() >= movingKmh;
    }

    /** True if no vehicle gets from one point to the other. */
    boolean isJump(Point from, Point to) {
        double meters = from.metersTo(to);
        return meters > spikeMeters && kmh(meters, to.at() - from.at()) > spikeKmh;
    }

    /** The average speed; infinite if no time passes. */
    static double kmh(double meters, long millis) {
        return meters / 1_000 / (millis / MILLIS_PER_HOUR);
    }
}
