package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.sse.Outlet;

/**
 * What waits for one client, in its queue and its connection, as it is reserved of the budget for all queues. What a turn of
 * the loop brings to a client that keeps up is not. Confined to the stream's event loop.
 */
final class QueueMemory {

    /** So much a queue may hold between two looks at its connection. */
    private static final int FREE = EventWriter.PIECE;
    /** Of an event beside its frame: objects, and what the client has been given with it. */
    private static final int PER_EVENT = 160;

    private static final long STEP = 4 * 1024;

    private final Stream stream;
    private final MemoryBudget budget;
    private MemoryHolder holder;
    private long reserved;
    private boolean isShort;

    /** @param stream whose holder pays */
    QueueMemory(Stream stream, MemoryBudget budget) {
        this.stream = stream;
        this.budget = budget;
    }

    /** Whether a queue of that size may take so many bytes more. */
    boolean mayGrow(Outbox queue, int more) {
        long needed = size(queue) + more;
        return needed <= FREE || reserve(needed);
    }

    /** The client has taken what it takes now; so much still waits in its queue and its connection. */
    void waits(Outbox queue, Outlet connection) {
        if (queue.isEmpty()) {
            clear();
        } else {
            isShort = !reserve(size(queue) + connection.waiting());
        }
    }

    /** Whether there is no memory for what waits though it is little. */
    boolean isShort() {
        return isShort;
    }

    /** Nothing waits. */
    void clear() {
        isShort = false;
        if (reserved > 0) {
            budget.release(holder, reserved);
            reserved = 0;
        }
    }

    private boolean reserve(long needed) {
        if (reserved == 0) {
            holder = stream.holder();
        }
        long missing = (needed + STEP - 1) / STEP * STEP - reserved;
        if (missing > 0 && !budget.tryReserve(holder, missing)) {
            return false;
        }
        reserved += Math.max(0, missing);
        return true;
    }

    private static long size(Outbox queue) {
        return queue.bytes() + (long) queue.size() * PER_EVENT;
    }
}
