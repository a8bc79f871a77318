package dev.fleetcast.stream.delivery;

import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;

/**
 * Detects a client that is behind the live feed and slower than it: in at least half the looks of a period its
 * connection was full, and its distance has not shrunk. A burst does not make a client slow, nor does a pause of this
 * replica: then there are no looks.
 */
@EventLoopConfined
public final class Pursuit {

    private final int period;
    private int looks;
    private int full;
    private long distanceThen;

    /** @param look the time between two looks */
    public Pursuit(Duration look, Duration period) {
        this.period = Math.max(1, (int) period.dividedBy(look));
    }

    /**
     * Starts a period: the client has fallen behind.
     *
     * @param distance the number of offsets between it and the live feed
     */
    public void begin(long distance) {
        looks = 0;
        full = 0;
        distanceThen = distance;
    }

    /** Counts one look; true at the end of a period in which the client has not kept up. */
    public boolean isLosing(long distance, boolean connectionFull) {
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
