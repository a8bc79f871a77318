package dev.fleetcast.channel;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a feed last said something, and when its client last took something. Confined to the feed's event loop. */
final class FeedRhythm {

    /** Servers and proxies that watch the connection must see something of it more often than this. */
    private static final Duration LIFE = Duration.ofSeconds(20);

    private final LongSupplier nanos;
    private final long keepAlive;
    private final long slowTimeout;
    private long writtenAt;
    private long takenAt;
    private long lifeAt;

    /** @param nanos a clock as {@link System#nanoTime} */
    FeedRhythm(Duration keepAlive, Duration slowTimeout, LongSupplier nanos) {
        this.nanos = nanos;
        this.keepAlive = keepAlive.toNanos();
        this.slowTimeout = slowTimeout.toNanos();
        this.writtenAt = nanos.getAsLong();
        this.takenAt = writtenAt;
        this.lifeAt = writtenAt;
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

    void lifeShown() {
        lifeAt = nanos.getAsLong();
    }

    /** Whether nothing was said for the keep-alive time. */
    boolean isQuiet() {
        return nanos.getAsLong() - writtenAt >= keepAlive;
    }

    /** Whether the server has to see something of the connection, however busy it is. */
    boolean isLifeDue() {
        return nanos.getAsLong() - lifeAt >= LIFE.toNanos();
    }

    /** Whether the client has taken nothing for too long. */
    boolean isStalled() {
        return nanos.getAsLong() - takenAt >= slowTimeout;
    }
}
