package dev.fleetcast.stream;

import java.time.Duration;

/**
 * Judges whether a client that is behind the live feed takes less than what comes: at most looks of a period its connection
 * was full, and it is no closer at the end of it. A client is not slow because much comes at once, nor because this replica
 * stood still: then there are no looks. Confined to its stream's event loop.
 */
final class Pursuit {

    private final int period;
    private int looks;
    private int full;
    private long distanceThen;

    /** @param look the time between two looks */
    Pursuit(Duration look, Duration period) {
        this.period = Math.max(1, (int) period.dividedBy(look));
    }

    /**
     * The client has fallen behind.
     *
     * @param distance offsets between it and the live feed
     */
    void begin(long distance) {
        looks = 0;
        full = 0;
        distanceThen = distance;
    }

    /** Looks at the client; true at the end of a period in which it has not kept up. */
    boolean isLosing(long distance, boolean connectionFull) {
        looks++;
        full += connectionFull ? 1 : 0;
        if (looks < period) {
            return false;
        }
        boolean losing = distance >= distanceThen && 2 * full >= looks;
        begin(distance);
        return losing;
    }
}
