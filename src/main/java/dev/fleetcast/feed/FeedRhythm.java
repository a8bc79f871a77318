package dev.fleetcast.feed;

import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tracks the times of a feed: its last write, its client's last read, its maximum lifetime. */
@EventLoopConfined
public final class FeedRhythm {

    /** Longer than any process runs, yet within the range of nanoseconds in a long. */
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
    /** Whether the memory budget is exhausted, and since when. */
    private boolean crowded;

    private long shortAt;

    /**
     * @param keepAlive how long the feed may be idle
     * @param life how often the server must see activity on the connection
     * @param slowTimeout how long the client may read nothing
     * @param longest the maximum lifetime, empty for unlimited
     * @param nanos a clock like {@link System#nanoTime}
     */
    public FeedRhythm(
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

    /** Notes a write to a connection that accepts data. */
    void written() {
        writtenAt = nanos.getAsLong();
        takenAt = writtenAt;
    }

    /** Notes that a full connection has drained. */
    void taken() {
        takenAt = nanos.getAsLong();
    }

    /** Notes whether the memory budget has no room for the next events. */
    void roomIsShort(boolean isShort) {
        if (isShort && !crowded) {
            shortAt = nanos.getAsLong();
        }
        crowded = isShort;
    }

    void lifeShown() {
        lifeAt = nanos.getAsLong();
    }

    /** True if the feed has been idle for the keep-alive time. */
    boolean isQuiet() {
        return nanos.getAsLong() - writtenAt >= keepAlive;
    }

    /** True if the server must see activity on the connection, however busy the feed is. */
    boolean isLifeDue() {
        return nanos.getAsLong() - lifeAt >= life;
    }

    /** True if the feed has reached its maximum lifetime. */
    boolean isOver() {
        return nanos.getAsLong() - begunAt >= longest;
    }

    /** True if the memory budget has been exhausted for too long. */
    boolean isCrowdedOut() {
        return crowded && nanos.getAsLong() - shortAt >= slowTimeout;
    }

    /** True if the client has read nothing for too long. */
    boolean isStalled() {
        return nanos.getAsLong() - takenAt >= slowTimeout;
    }
}
