package dev.fleetcast.stream;

import java.time.Duration;

/**
 * When to ping a stream, and when it has been silent or anonymous for too long. Confined to its stream's event loop;
 * times are milliseconds of a monotonic clock.
 */
final class Liveness {

    private final long pingInterval;
    private final long pongTimeout;
    private final long idleTimeout;
    private final long maxAge;
    private final long opened;
    private long lastPong;
    private long nextPing;
    private boolean owned;
    private boolean suspended;

    Liveness(StreamConfig config, long now) {
        pingInterval = config.pingInterval().toMillis();
        pongTimeout = config.pongTimeout().toMillis();
        idleTimeout = config.idleTimeout().toMillis();
        maxAge = config.maxAge().map(Duration::toMillis).orElse(Long.MAX_VALUE);
        opened = now;
        lastPong = now;
        nextPing = now + pingInterval;
    }

    /** Proves the client alive. */
    void pong(long now) {
        lastPong = now;
    }

    /** From now on silence proves nothing, until {@link #resume}. */
    void suspend() {
        suspended = true;
    }

    /** Pongs are to be expected again. */
    void resume(long now) {
        suspended = false;
        lastPong = now;
    }

    /** The stream is anonymous no more. */
    void owned() {
        owned = true;
    }

    /** Whether a ping is to be sent now; says so once per interval. */
    boolean pingDue(long now) {
        if (now < nextPing) {
            return false;
        }
        nextPing = now + pingInterval;
        return true;
    }

    /** Why the stream has to end, or null. */
    Bye verdict(long now) {
        if (!suspended && now - lastPong >= pongTimeout) {
            return Bye.PONG_TIMEOUT;
        }
        if (now - opened >= maxAge) {
            return Bye.MAX_AGE;
        }
        return !owned && now - opened >= idleTimeout ? Bye.IDLE : null;
    }
}
