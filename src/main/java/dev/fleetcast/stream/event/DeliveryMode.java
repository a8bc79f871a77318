package dev.fleetcast.stream.event;

import java.time.Duration;

/**
 * The part of a unit's feed that a subscription receives.
 *
 * @param interval null for every message; otherwise at most one position per interval, the newest
 */
public record DeliveryMode(Duration interval) {

    public static final DeliveryMode EVERY = new DeliveryMode(null);
    static final Duration SHORTEST = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofHours(1);

    public DeliveryMode {
        if (interval != null && (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("interval must be between " + SHORTEST + " and " + LONGEST);
        }
    }

    /** The newest position per {@code interval}; messages with events and other message types are always sent. */
    public static DeliveryMode latest(Duration interval) {
        return new DeliveryMode(interval);
    }

    public boolean isLatest() {
        return interval != null;
    }
}
