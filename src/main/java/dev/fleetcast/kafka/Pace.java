package dev.fleetcast.kafka;

import java.time.Duration;

/**
 * Sets the minimum time between polls. A poll costs the same however few records it returns: on a busy feed a consumer
 * that polls continuously gets records one by one, at a hundred microseconds each. After a pause longer than the
 * interval the next poll is not delayed. For one thread.
 */
final class Pace {

    private final long intervalNanos;
    private long next;

    /** @param interval the minimum time between batches; zero for none */
    Pace(Duration interval, long now) {
        this.intervalNanos = interval.toNanos();
        this.next = now;
    }

    /** Notes the arrival of a batch. */
    void batchAt(long now) {
        next = now + intervalNanos;
    }

    /** Returns the nanoseconds to wait before the next poll; zero or less for none. */
    long toWait(long now) {
        return next - now;
    }
}
