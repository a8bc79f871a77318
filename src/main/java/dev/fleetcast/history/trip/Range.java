package dev.fleetcast.history.trip;

/**
 * The range of a measurement.
 *
 * @param sum of all values
 * @param count of values, at least 1
 */
public record Range(double min, double max, double sum, long count) {

    static Range of(double value) {
        return new Range(value, value, value, 1);
    }

    Range plus(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max), sum + other.sum, count + other.count);
    }

    /** The mean of all values. */
    public double average() {
        return sum / count;
    }
}
