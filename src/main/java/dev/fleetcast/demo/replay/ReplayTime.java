package dev.fleetcast.demo.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts between real time and the replay's time, in seconds.
 *
 * @param speedUp how many times faster than real time, above 0
 */
record ReplayTime(double speedUp) {

    /** Midnight in the city of the recorded buses. */
    private static final Instant START = Instant.parse("2026-01-01T06:00:00Z");

    double secondsAt(Instant instant) {
        Duration since = Duration.between(START, instant);
        return (since.getSeconds() + since.getNano() / 1e9) * speedUp;
    }

    Instant instantAt(double seconds) {
        return START.plusMillis(Math.round(seconds / speedUp * 1_000));
    }
}
