package dev.fleetcast.history.replay;

import dev.fleetcast.threading.ThreadSafe;
import java.time.Duration;
import java.time.Instant;

/** The clock of a replay: maps its own time to that of the past. */
@ThreadSafe
final class ReplayClock {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Instant begin;
    private double speed;
    private boolean paused;
    private boolean ended;
    private Instant past;
    private long since = System.nanoTime();
    private Instant jump;

    /** @param speed a factor; 0 for as fast as possible */
    ReplayClock(Instant from, double speed) {
        this.begin = from;
        this.past = from;
        this.speed = speed;
    }

    /** The time in the past that it is now. */
    synchronized Instant now() {
        if (paused || speed == 0) {
            return past;
        }
        double millis = (System.nanoTime() - since) / (double) NANOS_PER_MILLI * speed;
        return past.plusMillis((long) millis);
    }

    synchronized void change(ReplayOrder order) {
        set(now());
        if (order.speed() != null) {
            speed = order.speed();
        }
        if (order.paused() != null) {
            paused = order.paused();
        }
        if (order.at() != null) {
            jump = order.at().isBefore(begin) ? begin : order.at();
            set(jump);
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Goes on there at once. */
    synchronized void set(Instant time) {
        past = time;
        since = System.nanoTime();
    }

    /** Returns where to go on after a jump, once; null without one. */
    synchronized Instant takeJump() {
        Instant to = jump;
        jump = null;
        return to;
    }

    /** Waits for that time in the past; returns false if the replay has ended or jumped before. */
    synchronized boolean await(Instant time) throws InterruptedException {
        while (!ended && jump == null) {
            if (!paused && speed == 0) {
                set(time.isAfter(past) ? time : past);
                return true;
            }
            if (paused) {
                wait();
                continue;
            }
            long ahead = Duration.between(now(), time).toMillis();
            if (ahead <= 0) {
                return true;
            }
            wait(Math.max(1, (long) Math.min(ahead / speed, 60_000)));
        }
        return false;
    }
}
