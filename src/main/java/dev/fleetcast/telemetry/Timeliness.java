package dev.fleetcast.telemetry;

/**
 * How a message stands in time to the others of its unit.
 *
 * @param late its device time is older than the newest one seen of the unit
 * @param clockAhead its device time cannot be trusted: it is well ahead of Kafka's
 */
public record Timeliness(boolean late, boolean clockAhead) {

    /** Neither late nor ahead. */
    public static final Timeliness IN_TIME = new Timeliness(false, false);
}
