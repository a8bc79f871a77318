package dev.fleetcast.stream;

import java.time.Duration;

/**
 * Judges whether a client that is behind the live feed takes less than what comes: it held its stream up for most of a period
 * and is no closer at the end of it. A client is not slow because much comes at once, nor because this replica stood still.
 * Confined to its stream's event loop.
 */
final class Pursuit {

    private final long period;
    private long since;
    private long distanceThen;
    private long heldUpThen;

    Pursuit(Duration period) {
        this.period = period.toMillis();
    }

    /**
     * The client has fallen behind.
     *
     * @param distance offsets between it and the live feed
     * @param heldUp milliseconds that it has held its stream up, in all
     */
    void begin(long now, long distance, long heldUp) {
        since = now;
        distanceThen = distance;
        heldUpThen = heldUp;
    }

    /** Looks at the period that has just ended, if one has, and begins the next. */
    boolean isLosing(long now, long distance, long heldUp) {
        if (now - since < period) {
            return false;
        }
        boolean losing = distance >= distanceThen && heldUp - heldUpThen >= period / 2;
        begin(now, distance, heldUp);
        return losing;
    }
}
