package dev.fleetcast.kafka;

import java.time.Duration;

/**
 * How soon after a batch the next may be asked for. Asking costs the same however little comes of it: under a busy feed a
 * consumer that always asks at once is given records one by one, and costs a hundred microseconds for each. What comes
 * after a pause longer than the interval is never waited for. For one thread.
 */
final class Pace {

    private final long intervalNanos;
    private long next;

    /** @param interval from one batch to the next at least; zero not to wait ever */
    Pace(Duration interval, long now) {
        this.intervalNanos = interval.toNanos();
        this.next = now;
    }

    /** A batch has come in. */
    void batchAt(long now) {
        next = now + intervalNanos;
    }

    /** Nanoseconds to wait before asking again; zero or less not to. */
    long toWait(long now) {
        return next - now;
    }
}
