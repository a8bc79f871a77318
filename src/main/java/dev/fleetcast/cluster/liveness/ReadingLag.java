package dev.fleetcast.cluster.liveness;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The maximum time that a record has waited in a log before it is read, determined from this replica's own heartbeats:
 * a record after a heartbeat was not in the log before that heartbeat was sent. Needs only this process's monotonic
 * clock.
 */
@ThreadSafe
final class ReadingLag {

    private final LongSupplier monotonicMillis;
    private volatile long newestSentAt;

    /** @param monotonicMillis the clock that timestamps heartbeats when they are sent */
    ReadingLag(LongSupplier monotonicMillis) {
        this.monotonicMillis = monotonicMillis;
        this.newestSentAt = monotonicMillis.getAsLong();
    }

    /** Reports that the own heartbeat sent at {@code sentAt} has been read. */
    void readBack(long sentAt) {
        newestSentAt = sentAt;
    }

    /** The maximum age of the next record. */
    Duration atMost() {
        return Duration.ofMillis(monotonicMillis.getAsLong() - newestSentAt);
    }
}
