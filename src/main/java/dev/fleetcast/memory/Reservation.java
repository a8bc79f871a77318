package dev.fleetcast.memory;

import dev.fleetcast.threading.ThreadSafe;

/**
 * One holder's reservation from a budget for one purpose. It grows in steps, so that small additions do not access the
 * budget.
 */
@ThreadSafe
public final class Reservation implements AutoCloseable {

    private static final long STEP = 4 * 1024;

    private final MemoryBudget budget;
    private final MemoryHolder holder;
    private final long max;
    private long needed;
    private long reserved;
    private boolean closed;

    /** @param max the maximum bytes reserved at a time; a first addition may be larger */
    public Reservation(MemoryBudget budget, MemoryHolder holder, long max) {
        this.budget = budget;
        this.holder = holder;
        this.max = max;
    }

    /** Adds {@code bytes}; false, without effect, if they exceed a bound or the reservation is closed. */
    public synchronized boolean tryAdd(long bytes) {
        long wanted = needed + bytes;
        if (closed || (needed > 0 && wanted > max)) {
            return false;
        }
        long missing = inSteps(wanted) - reserved;
        if (missing > 0 && !budget.tryReserve(holder, missing)) {
            return false;
        }
        needed = wanted;
        reserved += Math.max(0, missing);
        return true;
    }

    /**
     * Changes the reservation to {@code bytes}, more or fewer than before; false, without effect, if more exceed a bound or
     * the reservation is closed.
     */
    public synchronized boolean trySet(long bytes) {
        long change = inSteps(bytes) - reserved;
        if (closed || (change > 0 && (bytes > max || !budget.tryReserve(holder, change)))) {
            return false;
        }
        budget.release(holder, Math.max(0, -change));
        needed = bytes;
        reserved += change;
        return true;
    }

    private static long inSteps(long bytes) {
        return (bytes + STEP - 1) / STEP * STEP;
    }

    /** Releases everything. */
    public synchronized void clear() {
        budget.release(holder, reserved);
        reserved = 0;
        needed = 0;
    }

    /** Releases everything and refuses further additions. */
    @Override
    public synchronized void close() {
        clear();
        closed = true;
    }
}
