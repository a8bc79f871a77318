package dev.fleetcast.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Whether Kafka brings back what this replica sends. A time in which this process itself stood still says nothing about
 * Kafka and does not count. Safe for use by any thread.
 */
final class Reachability {

    /** Who asks every {@link #RHYTHM} and has not asked for this long stood still. */
    private static final Duration STANDSTILL = Duration.ofSeconds(1);

    /** How often {@link #isLost} is to be asked. */
    static final Duration RHYTHM = Duration.ofMillis(250);

    private final LongSupplier nanos;
    private final Clock clock;
    private final Duration lostAfter;
    private long answeredAt;
    private long askedAt;
    private Instant answered;

    Reachability(LongSupplier nanos, Clock clock, Duration lostAfter) {
        this.nanos = nanos;
        this.clock = clock;
        this.lostAfter = lostAfter;
        this.askedAt = nanos.getAsLong();
        answered();
    }

    /** Something has come back. */
    synchronized void answered() {
        answeredAt = nanos.getAsLong();
        answered = clock.instant();
    }

    /** When something has come back last, or since when it has been waited for. */
    synchronized Instant lastAnswered() {
        return answered;
    }

    /** Whether nothing has come back for too long. */
    synchronized boolean isLost() {
        long now = nanos.getAsLong();
        long sinceAsked = now - askedAt;
        askedAt = now;
        if (sinceAsked > STANDSTILL.toNanos()) {
            answeredAt += sinceAsked;
        }
        return now - answeredAt > lostAfter.toNanos();
    }
}
