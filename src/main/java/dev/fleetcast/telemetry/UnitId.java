package dev.fleetcast.telemetry;

/**
 * The registry's number of a unit, the tracking device in a vehicle.
 *
 * @param value positive
 */
public record UnitId(long value) {

    /** @throws IllegalArgumentException if {@code value} is not positive */
    public UnitId {
        if (value <= 0) {
            throw new IllegalArgumentException("Unit id must be positive: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
