package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.event.Outbox;

/**
 * The memory of one client's pending events, in its queue and its connection, reserved from the budget for all queues.
 * Events that a client takes at once are not reserved. Confined to the stream's event loop.
 */
final class QueueMemory {

    /** Bytes that a queue may hold without a reservation between two looks at its connection. */
    private static final int FREE = EventWriter.PIECE;
    /** Bytes per event besides its frame: objects, and the client's position. */
    private static final int PER_EVENT = 160;

    private static final long STEP = 4 * 1024;

    private final Stream stream;
    private final MemoryBudget budget;
    private MemoryHolder holder;
    private long reserved;
    private boolean isShort;

    /** @param stream its holder is charged */
    QueueMemory(Stream stream, MemoryBudget budget) {
        this.stream = stream;
        this.budget = budget;
    }

    /** Whether {@code queue} may grow by {@code more} bytes. */
    boolean mayGrow(Outbox queue, int more) {
        long needed = size(queue) + more;
        return needed <= FREE || reserve(needed);
    }

    /** Adjusts the reservation to what still waits after the client's connection is full. */
    void waits(Outbox queue, Outlet connection) {
        if (queue.isEmpty()) {
            clear();
        } else {
            isShort = !reserve(size(queue) + connection.waiting());
        }
    }

    /** Whether the budget lacked memory for the pending events. */
    boolean isShort() {
        return isShort;
    }

    /** Releases the reservation: nothing waits. */
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
