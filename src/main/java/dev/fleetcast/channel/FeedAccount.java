package dev.fleetcast.channel;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;

/**
 * What one feed makes the process hold, reserved from the budget of all feeds. The first few KB that wait in the connection
 * are free, so that small events reach their clients however much others hold. Confined to the feed's event loop.
 */
final class FeedAccount {

    /** So much may wait in the connection of every feed. */
    static final int FREE = 4 * 1024;

    private final MemoryBudget budget;
    private final MemoryHolder holder;
    private long waiting;
    private long held;
    private boolean closed;

    FeedAccount(MemoryBudget budget, MemoryHolder holder) {
        this.budget = budget;
        this.holder = holder;
    }

    /** Whether so many bytes may wait in the connection; if so, there is room for them until {@link #waits}. */
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

    /** So many bytes wait in the connection; room beyond them is given back. */
    void waits(long bytes) {
        long less = waiting - Math.max(0, bytes - FREE);
        if (less > 0) {
            waiting -= less;
            budget.release(holder, less);
        }
    }

    /** Whether so many bytes more may be held beside the connection, until {@link #letGo}. */
    boolean hold(long bytes) {
        if (closed || !budget.tryReserve(holder, bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** So many of the bytes that were {@link #hold held} are not any more. */
    void letGo(long bytes) {
        if (!closed) {
            held -= bytes;
            budget.release(holder, bytes);
        }
    }

    /** The connection is over: nothing is held any more. */
    void close() {
        if (!closed) {
            closed = true;
            budget.release(holder, waiting + held);
            waiting = 0;
            held = 0;
        }
    }
}
