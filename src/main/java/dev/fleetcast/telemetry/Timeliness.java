package dev.fleetcast.telemetry;

/**
 * The time of a message relative to others of its unit.
 *
 * @param late whether its device time is older than the newest one of the unit
 * @param clockAhead whether its device time is not trustworthy: too far ahead of Kafka's
 */
public record Timeliness(boolean late, boolean clockAhead) {

    /** Neither late nor ahead. */
    public static final Timeliness IN_TIME = new Timeliness(false, false);
}
