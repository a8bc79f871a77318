package dev.fleetcast.cluster;

import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.stream.cursor.FeedMarks;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides when this replica should write a mark: any replica may, and one is enough. Times are nanoseconds of a
 * monotonic clock. Used by one thread, except for {@link #newMark} and {@link #failed}.
 */
final class FeedMarkSchedule {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    /** A random part, so that replicas rarely write marks at the same time. */
    private static final Duration SPREAD = Duration.ofMillis(500);
    /** Event ids contain the distance to a mark; they stay short if it is small. */
    private static final long FAR = 4_000;
    /** A mark that has not returned by then is considered lost. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);
    /** Without a look for so long, this process was paused or Kafka was away, perhaps for the other replicas too. */
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final LongSupplier random;
    private volatile long newestSince;
    private volatile long due;
    private volatile boolean inFlight;
    private long sentAt;
    private long lookedAt;

    /** @param random returns random numbers */
    FeedMarkSchedule(LongSupplier nanos, LongSupplier random) {
        this.nanos = nanos;
        this.random = random;
        this.lookedAt = nanos.getAsLong();
        newMark();
    }

    /** Reports that a mark newer than all others has been read. */
    void newMark() {
        newestSince = nanos.getAsLong();
        due = newestSince + INTERVAL.toNanos() + Math.floorMod(random.getAsLong(), SPREAD.toNanos());
        inFlight = false;
    }

    /** Reports that a mark has been sent. */
    void sent() {
        inFlight = true;
        sentAt = nanos.getAsLong();
    }

    /** Reports that the mark in flight has failed. */
    void failed() {
        inFlight = false;
    }

    /** Whether the position in that log should be marked now. */
    boolean isDue(FeedPosition position, FeedLog log, Optional<FeedMark> newest) {
        long now = nanos.getAsLong();
        if (now - lookedAt > AWAY.toNanos()) {
            // That time does not show that no replica is ahead.
            newestSince = now;
        }
        lookedAt = now;
        if (inFlight && now - sentAt < IN_FLIGHT.toNanos()) {
            return false;
        }
        if (newest.isEmpty() || newest.get().isOutdatedBy(log)) {
            return true;
        }
        FeedPosition marked = newest.get().position();
        if (!position.isAtLeast(marked)) {
            // Another replica is ahead. If none is any longer, the feed was truncated or recreated.
            return now - newestSince > FeedMarks.PATIENCE.toNanos();
        }
        return now - due >= 0 || isFar(position, marked);
    }

    private static boolean isFar(FeedPosition position, FeedPosition marked) {
        return position.offsets().entrySet().stream().anyMatch(topic -> {
            long[] offsets = topic.getValue();
            for (int partition = 0; partition < offsets.length; partition++) {
                if (offsets[partition] - marked.next(topic.getKey(), partition) > FAR) {
                    return true;
                }
            }
            return false;
        });
    }
}
