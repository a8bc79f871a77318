package dev.fleetcast.feed;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.threading.EventLoopConfined;

/**
 * The memory of one feed, reserved from the budget of all feeds. The first 4 KB buffered in the connection are free, so
 * that small events reach their clients even when the budget is exhausted.
 */
@EventLoopConfined
public final class FeedAccount {

    /** The free bytes in the connection's buffer of every feed. */
    public static final int FREE = 4 * 1024;

    private final MemoryBudget budget;
    private final MemoryHolder holder;
    private long waiting;
    private long held;
    private boolean closed;

    public FeedAccount(MemoryBudget budget, MemoryHolder holder) {
        this.budget = budget;
        this.holder = holder;
    }

    /** Reserves room for this many buffered bytes until {@link #waits}; returns false if they do not fit. */
    boolean mayWait(long bytes) {
        long more = bytes - FREE - waiting;
        if (more <= 0) {
            return true;
        }
        if (closed || !budget.tryReserve(holder, more)) {
            return false;
        }
        waiting += more;
        return true;
    }

    /** Releases the room beyond this many buffered bytes. */
    void waits(long bytes) {
        long less = waiting - Math.max(0, bytes - FREE);
        if (less > 0) {
            waiting -= less;
            budget.release(holder, less);
        }
    }

    /** Reserves further bytes outside the connection until {@link #letGo}; returns false if there is no room. */
    public boolean hold(long bytes) {
        if (closed || !budget.tryReserve(holder, bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Releases bytes reserved by {@link #hold}. */
    public void letGo(long bytes) {
        if (!closed) {
            held -= bytes;
            budget.release(holder, bytes);
        }
    }

    /** Releases everything after the connection has closed. */
    void close() {
        if (!closed) {
            closed = true;
            budget.release(holder, waiting + held);
            waiting = 0;
            held = 0;
        }
    }
}
