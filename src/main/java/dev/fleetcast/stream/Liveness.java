package dev.fleetcast.stream;

import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;

/**
 * Decides when to look at a stream and when to ping it, and when it has been silent or anonymous for too long. A missing
 * pong counts from the first subscription on; before, a stream may be silent for a while, because people open a page
 * long before they pick a vehicle. Times are milliseconds of a monotonic clock.
 */
@EventLoopConfined
final class Liveness {

    /** The interval between looks at a stream: with thousands of streams even a look has a cost. */
    static final Duration LOOK = Duration.ofMillis(500);

    /** A visit may come a little early, and the next one comes an interval later. Milliseconds. */
    private static final long EARLY = 50;

    private final long pingInterval;
    private final long pongTimeout;
    private final long idleTimeout;
    private final long maxAge;
    private final long opened;
    private long aliveUntil;
    /** When silence since the last pong will have been too long. */
    private volatile long heardUntil = Long.MIN_VALUE;

    private long nextLook = Long.MIN_VALUE;
    private long nextPing;
    private boolean subscribed;
    private boolean owned;
    private boolean suspended;

    Liveness(StreamConfig config, long now) {
        pingInterval = config.pingInterval().toMillis();
        pongTimeout = config.pongTimeout().toMillis();
        idleTimeout = config.idleTimeout().toMillis();
        maxAge = config.maxAge().map(Duration::toMillis).orElse(Long.MAX_VALUE);
        opened = now;
        aliveUntil = now + config.firstSubscribeTimeout().toMillis();
        nextPing = now + pingInterval;
    }

    /** Records a sign of life from the client. Safe for use by any thread. */
    void pong(long now) {
        heardUntil = now + pongTimeout;
    }

    /** Marks the stream as subscribed: pongs are expected from now on. */
    void subscribed(long now) {
        if (!subscribed) {
            subscribed = true;
            aliveUntil = now + pongTimeout;
        }
    }

    /** Stops counting silence, until {@link #resume}. */
    void suspend() {
        suspended = true;
    }

    /** Counts silence again, from {@code now} on. */
    void resume(long now) {
        suspended = false;
        pong(now);
    }

    /** Marks the stream as owned: it can no longer time out as anonymous. */
    void owned() {
        owned = true;
    }

    /** Whether to look at the stream now; true about once per {@link #LOOK}. */
    boolean lookDue(long now) {
        if (now < nextLook) {
            return false;
        }
        nextLook = now + LOOK.toMillis() - EARLY;
        return true;
    }

    /** Whether to send a ping now; true once per interval. */
    boolean pingDue(long now) {
        if (now < nextPing) {
            return false;
        }
        // A late look delays no other ping. Counted from now, the next one would be due just after a look, and wait for
        // another.
        nextPing += pingInterval;
        if (nextPing <= now) {
            nextPing = now + pingInterval;
        }
        return true;
    }

    /** The reason the stream must end, or null. */
    ByeReason verdict(long now) {
        if (!suspended && now >= Math.max(aliveUntil, heardUntil)) {
            return subscribed ? ByeReason.PONG_TIMEOUT : ByeReason.IDLE;
        }
        if (now - opened >= maxAge) {
            return ByeReason.MAX_AGE;
        }
        return !owned && now - opened >= idleTimeout ? ByeReason.IDLE : null;
    }
}
