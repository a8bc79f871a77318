package dev.fleetcast.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long what is being read of a log may have stood in it, told by this replica's own heartbeats: whatever comes after
 * one of them was not there before that one was sent. Needs no clock but this process's monotonic one. Safe for use by any
 * thread.
 */
final class ReadingLag {

    private final LongSupplier monotonicMillis;
    private volatile long newestSentAt;

    /** @param monotonicMillis the clock that stamps the heartbeats when they are sent */
    ReadingLag(LongSupplier monotonicMillis) {
        this.monotonicMillis = monotonicMillis;
        this.newestSentAt = monotonicMillis.getAsLong();
    }

    /** An own heartbeat that was sent at that time has been read. */
    void readBack(long sentAt) {
        newestSentAt = sentAt;
    }

    /** The record read next is not older than that. */
    Duration atMost() {
        return Duration.ofMillis(monotonicMillis.getAsLong() - newestSentAt);
    }
}
