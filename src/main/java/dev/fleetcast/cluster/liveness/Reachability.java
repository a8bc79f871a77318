package dev.fleetcast.cluster.liveness;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Whether Kafka returns what this replica sends. Time in which this process itself paused says nothing about Kafka and
 * does not count.
 */
@ThreadSafe
final class Reachability {

    /** A longer interval between calls, due every {@link #RHYTHM}, means that this process paused. */
    private static final Duration STANDSTILL = Duration.ofSeconds(1);

    /** How often to call {@link #isLost}. */
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

    /** Reports that a heartbeat has returned. */
    synchronized void answered() {
        answeredAt = nanos.getAsLong();
        answered = clock.instant();
    }

    /** The time of the last returned heartbeat, or of the start if there was none. */
    synchronized Instant lastAnswered() {
        return answered;
    }

    /** Whether no heartbeat has returned for too long. */
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
