package dev.fleetcast.history.replay;

import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.memory.Reservation;

/**
 * The memory of one replay, out of the budgets of its user.
 *
 * @param user whose replay it is
 */
record ReplayMemory(long user, MemoryBudgets budgets) {

    private static final long MOST = 256 * 1_024;

    /** For messages that are read and not played yet. */
    Reservation forPieces() {
        return reservation(MemoryKind.REPLAYS);
    }

    /** For messages that wait for a slow client. */
    Reservation forWaiting() {
        return reservation(MemoryKind.QUEUES);
    }

    private Reservation reservation(MemoryKind kind) {
        return new Reservation(budgets.of(kind), MemoryHolder.ofUser(user), MOST);
    }
}
