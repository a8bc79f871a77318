package dev.fleetcast.benchmark;

import java.util.function.BooleanSupplier;

/** Sleeps, and waits for conditions. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether the condition became true in time. */
    static boolean until(BooleanSupplier condition, long atMostMillis) {
        long end = System.nanoTime() + atMostMillis * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            millis(20);
        }
        return true;
    }
}
