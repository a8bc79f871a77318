package dev.fleetcast.device.command.stream;

import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The times of a stream: its last write, its client's last read. */
@EventLoopConfined
public final class StreamTimes {

    private final LongSupplier nanos;
    private final long keepAlive;
    private final long life;
    private final long slowTimeout;
    private long writtenAt;
    private long takenAt;
    private long lifeAt;

    /**
     * @param keepAlive how long the stream may be silent
     * @param life how often the server must see activity on the connection
     * @param slowTimeout how long the client may read nothing
     * @param nanos a clock like {@link System#nanoTime}
     */
    public StreamTimes(Duration keepAlive, Duration life, Duration slowTimeout, LongSupplier nanos) {
        this.nanos = nanos;
        this.keepAlive = keepAlive.toNanos();
        this.life = life.toNanos();
        this.slowTimeout = slowTimeout.toNanos();
        this.writtenAt = nanos.getAsLong();
        this.takenAt = writtenAt;
        this.lifeAt = writtenAt;
    }

    /** Notes a write. */
    public void written() {
        writtenAt = nanos.getAsLong();
    }

    /** Notes that the client has taken everything. */
    public void taken() {
        takenAt = nanos.getAsLong();
    }

    /** Notes a write that the server has seen. */
    public void lifeShown() {
        lifeAt = nanos.getAsLong();
        writtenAt = lifeAt;
    }

    /** Whether the stream was silent for too long. */
    public boolean isQuiet() {
        return nanos.getAsLong() - writtenAt >= keepAlive;
    }

    /** Whether the server must see activity. */
    public boolean isLifeDue() {
        return nanos.getAsLong() - lifeAt >= life;
    }

    /** Whether the client has read nothing for too long. */
    public boolean isStalled() {
        return nanos.getAsLong() - takenAt >= slowTimeout;
    }
}
