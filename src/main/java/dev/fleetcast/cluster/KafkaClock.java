package dev.fleetcast.cluster;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What time it is for Kafka, learned from records that come back with its time on them: the one that was quickest says it
 * best. Milliseconds; safe for use by any thread.
 */
final class KafkaClock {

    private static final int REMEMBERED = 10;

    private final LongSupplier monotonicMillis;
    private final Deque<Long> ahead = new ArrayDeque<>();

    KafkaClock(LongSupplier monotonicMillis) {
        this.monotonicMillis = monotonicMillis;
    }

    /** What was sent at {@code sentAt} of the monotonic clock has Kafka's time {@code at}. */
    synchronized void learn(long sentAt, long at) {
        ahead.addLast(at - sentAt);
        if (ahead.size() > REMEMBERED) {
            ahead.removeFirst();
        }
    }

    /** Kafka's time, if anything has been learned; it may run ahead by as long as Kafka took for the quickest record. */
    synchronized OptionalLong now() {
        return ahead.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(monotonicMillis.getAsLong() + Collections.min(ahead));
    }
}
