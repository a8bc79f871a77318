package dev.fleetcast.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a feed last said something, when its client last took something, and when it is over at the latest. Confined to the
 * feed's event loop.
 */
final class FeedRhythm {

    /** Longer than any process runs, and not too long for a count of nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final LongSupplier nanos;
    private final long keepAlive;
    private final long life;
    private final long slowTimeout;
    private final long longest;
    private final long begunAt;
    private long writtenAt;
    private long takenAt;
    private long lifeAt;
    /** Whether there is no room for what comes next, and since when. */
    private boolean crowded;

    private long shortAt;

    /**
     * @param keepAlive how long the feed may be silent
     * @param life how often the server has to see something of the connection
     * @param slowTimeout how long the client may take nothing
     * @param longest after this long the feed is over, empty for never
     * @param nanos a clock as {@link System#nanoTime}
     */
    FeedRhythm(
            Duration keepAlive, Duration life, Duration slowTimeout, Optional<Duration> longest, LongSupplier nanos) {
        this.nanos = nanos;
        this.keepAlive = keepAlive.toNanos();
        this.life = life.toNanos();
        this.slowTimeout = slowTimeout.toNanos();
        this.longest = longest.filter(time -> time.compareTo(FOREVER) < 0)
                .orElse(FOREVER)
                .toNanos();
        this.begunAt = nanos.getAsLong();
        this.writtenAt = begunAt;
        this.takenAt = begunAt;
        this.lifeAt = begunAt;
    }

    /** Something is being written to a connection that takes it. */
    void written() {
        writtenAt = nanos.getAsLong();
        takenAt = writtenAt;
    }

    /** A full connection has taken something. */
    void taken() {
        takenAt = nanos.getAsLong();
    }

    /** There is no room for what comes next, because of what other feeds hold; or there is again. */
    void roomIsShort(boolean isShort) {
        if (isShort && !crowded) {
            shortAt = nanos.getAsLong();
        }
        crowded = isShort;
    }

    void lifeShown() {
        lifeAt = nanos.getAsLong();
    }

    /** Whether nothing was said for the keep-alive time. */
    boolean isQuiet() {
        return nanos.getAsLong() - writtenAt >= keepAlive;
    }

    /** Whether the server has to see something of the connection, however busy it is. */
    boolean isLifeDue() {
        return nanos.getAsLong() - lifeAt >= life;
    }

    /** Whether it has lasted for as long as it may. */
    boolean isOver() {
        return nanos.getAsLong() - begunAt >= longest;
    }

    /** Whether there has been no room for too long. */
    boolean isCrowdedOut() {
        return crowded && nanos.getAsLong() - shortAt >= slowTimeout;
    }

    /** Whether the client has taken nothing for too long. */
    boolean isStalled() {
        return nanos.getAsLong() - takenAt >= slowTimeout;
    }
}
