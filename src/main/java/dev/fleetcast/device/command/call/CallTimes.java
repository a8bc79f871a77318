package dev.fleetcast.device.command.call;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The times of a call. Its caller waits {@code timeout}; the command expires a little earlier, so that a replica that writes it
 * to the device at the last moment has done so, and an answer at the last moment has arrived, before the caller hears
 * that the time is over. The clocks of replicas must agree within that moment.
 */
final class CallTimes {

    private static final Duration LONGEST_PATIENCE = Duration.ofMillis(500);

    private final Duration timeout;

    CallTimes(Duration timeout) {
        this.timeout = timeout;
    }

    /** How long the device may take. */
    Duration life() {
        return timeout.minus(patience());
    }

    /** How long the caller waits longer than the device may take. */
    Duration patience() {
        Duration part = timeout.dividedBy(4);
        return part.compareTo(LONGEST_PATIENCE) < 0 ? part : LONGEST_PATIENCE;
    }

    /** Now, in the precision of records. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
