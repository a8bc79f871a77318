package dev.fleetcast.history.day;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time.
 *
 * @param from its first instant
 * @param to the first instant after it; not before {@code from}
 */
public record Span(Instant from, Instant to) {

    /** True if the instant is within. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** Its length; 23, 24 or 25 hours for most days. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** True if nothing is within. */
    public boolean isEmpty() {
        return !from.isBefore(to);
    }
}
