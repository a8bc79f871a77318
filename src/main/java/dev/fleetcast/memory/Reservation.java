package dev.fleetcast.memory;

/**
 * What one holder has reserved of a budget for one purpose. It reserves in steps, so that small additions cost no look at the
 * budget. Safe for use by any thread.
 */
public final class Reservation implements AutoCloseable {

    private static final long STEP = 4 * 1024;

    private final MemoryBudget budget;
    private final MemoryHolder holder;
    private final long max;
    private long needed;
    private long reserved;
    private boolean closed;

    /** @param max bytes that may be reserved at a time; the first addition may be larger */
    public Reservation(MemoryBudget budget, MemoryHolder holder, long max) {
        this.budget = budget;
        this.holder = holder;
        this.max = max;
    }

    /** Adds so many bytes; false, and nothing has changed, when they go beyond a bound, or after the end. */
    public synchronized boolean tryAdd(long bytes) {
        long wanted = needed + bytes;
        if (closed || (needed > 0 && wanted > max)) {
            return false;
        }
        long missing = (wanted + STEP - 1) / STEP * STEP - reserved;
        if (missing > 0 && !budget.tryReserve(holder, missing)) {
            return false;
        }
        needed = wanted;
        reserved += Math.max(0, missing);
        return true;
    }

    /** Gives everything back. */
    public synchronized void clear() {
        budget.release(holder, reserved);
        reserved = 0;
        needed = 0;
    }

    /** Gives everything back, for good. */
    @Override
    public synchronized void close() {
        clear();
        closed = true;
    }
}
