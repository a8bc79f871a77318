package dev.fleetcast.benchmark;

import java.time.Duration;

/** Waits until only the benchmark uses the CPUs. */
final class IdleGate {

    private static final double BUSY_SHARE = 0.12;

    private final Duration atMost;

    IdleGate(Duration atMost) {
        this.atMost = atMost;
    }

    /** Whether the machine was idle at the end of the wait; false after a timeout. */
    boolean await() {
        long end = System.nanoTime() + atMost.toNanos();
        do {
            OtherUse use = OtherUse.begin();
            Pause.millis(1_000);
            if (use.cores() / Machine.cores() < BUSY_SHARE) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }
}
