package dev.fleetcast.stream.delivery;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.sse.Outlet;
import dev.fleetcast.stream.event.OutboundEvent;
import dev.fleetcast.stream.event.OutboundEvent.Kind;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The bounded queue of one stream, for events its client cannot take yet. Bounded in events, in bytes, and by the
 * budget for all queues, from which it reserves memory for events that its client does not take at once. When it is
 * full, superseded positions can be discarded ({@link #offerConflated}), so that each unit keeps its newest.
 */
@EventLoopConfined
public final class Outbox {

    /** Bytes written at a time; more would wait in the connection, where positions can no longer be superseded. */
    public static final int PIECE = 32 * 1024;

    /** Most queues never hold more, and there are tens of thousands of queues. */
    private static final int FEW = 3;
    /** Bytes that may wait without a reservation between two looks at the connection. */
    private static final int FREE = PIECE;
    /** Bytes per event besides its frame: objects, and the client's position. */
    private static final int PER_EVENT = 160;

    private static final long STEP = 4 * 1024;

    private final int maxEvents;
    private final long maxBytes;
    private final MemoryBudget budget;
    private final Supplier<MemoryHolder> charged;
    private Deque<OutboundEvent> events = new ArrayDeque<>(FEW);
    private long bytes;
    private MemoryHolder holder;
    private long reserved;
    private boolean isShort;

    /**
     * Creates an empty queue.
     *
     * @param budget the memory of all queues
     * @param charged returns the holder to charge for new reservations
     */
    public Outbox(int maxEvents, long maxBytes, MemoryBudget budget, Supplier<MemoryHolder> charged) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.charged = charged;
    }

    /**
     * Whether there is room for a message. A quarter of the queue is reserved for events of the API itself, so that
     * they get through when messages do not.
     */
    public boolean takesMessage(OutboundEvent message) {
        return fits(message, maxEvents - maxEvents / 4, maxBytes - maxBytes / 4) && mayGrow(message.frame().length);
    }

    /** Queues {@code event} unless that exceeds a bound. A single event always fits into an empty queue. */
    public boolean offer(OutboundEvent event) {
        if (fits(event, maxEvents, maxBytes)) {
            append(event);
            return true;
        }
        return false;
    }

    /** Removes and returns the oldest event, or null. */
    public OutboundEvent poll() {
        OutboundEvent event = events.poll();
        if (event != null) {
            bytes -= event.frame().length;
        }
        return event;
    }

    /**
     * Queues {@code event} regardless of the bounds, then keeps one position per unit, the newest current one. The
     * bounds may still be exceeded, see {@link #isOverfull}. The position kept carries the number of promised positions
     * discarded. The order is unchanged, so messages of a unit are never reordered.
     *
     * @return the number of positions discarded
     */
    public int offerConflated(OutboundEvent event) {
        append(event);
        Map<UnitId, Survivor> survivors = new HashMap<>();
        for (OutboundEvent each : events) {
            if (each.isPosition()) {
                survivors.computeIfAbsent(each.unit(), unit -> new Survivor()).meet(each);
            }
        }
        Deque<OutboundEvent> before = events;
        removeAll();
        for (OutboundEvent each : before) {
            if (!each.isPosition()) {
                append(each);
            } else if (survivors.get(each.unit()).event == each) {
                append(each.afterMissing(survivors.get(each.unit()).missed));
            }
        }
        return before.size() - events.size();
    }

    /** Whether its own bounds are exceeded. */
    public boolean isOverfull() {
        return events.size() > maxEvents || bytes > maxBytes;
    }

    /** Whether the budget has memory for all events in it. */
    public boolean hasMemory() {
        return mayGrow(0);
    }

    /** Adjusts the reservation to what still waits, here and in the client's connection. */
    public void waits(Outlet connection) {
        if (events.isEmpty()) {
            releaseMemory();
        } else {
            isShort = !reserve(memory() + connection.waiting());
        }
    }

    /** Whether the budget lacked memory for the waiting events. */
    public boolean isShort() {
        return isShort;
    }

    /** Removes all events that concern {@code unit}. */
    public void removeAll(UnitId unit) {
        events.removeIf(event -> {
            boolean about = unit.equals(event.unit());
            bytes -= about ? event.frame().length : 0;
            return about;
        });
    }

    /** Removes all events and releases the memory. */
    public void clear() {
        removeAll();
        releaseMemory();
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    public int size() {
        return events.size();
    }

    /** Bytes of the queued events, without ids. */
    public long bytes() {
        return bytes;
    }

    /** Whether at most half of each bound is used. */
    public boolean hasRecovered() {
        return events.size() <= maxEvents / 2 && bytes <= maxBytes / 2;
    }

    private void removeAll() {
        events = new ArrayDeque<>(FEW);
        bytes = 0;
    }

    private boolean mayGrow(int more) {
        long needed = memory() + more;
        return needed <= FREE || reserve(needed);
    }

    private boolean reserve(long needed) {
        if (reserved == 0) {
            holder = charged.get();
        }
        long missing = (needed + STEP - 1) / STEP * STEP - reserved;
        if (missing > 0 && !budget.tryReserve(holder, missing)) {
            return false;
        }
        reserved += Math.max(0, missing);
        return true;
    }

    private void releaseMemory() {
        isShort = false;
        if (reserved > 0) {
            budget.release(holder, reserved);
            reserved = 0;
        }
    }

    private long memory() {
        return bytes + (long) events.size() * PER_EVENT;
    }

    private boolean fits(OutboundEvent event, int eventsBound, long bytesBound) {
        return events.isEmpty() || (events.size() < eventsBound && bytes + event.frame().length <= bytesBound);
    }

    private void append(OutboundEvent event) {
        events.add(event);
        bytes += event.frame().length;
    }

    /** The position of a unit that a conflation keeps, and the number of promised ones discarded. */
    private static final class Survivor {

        private OutboundEvent event;
        private int missed;

        void meet(OutboundEvent next) {
            missed += next.missed();
            if (event == null) {
                event = next;
                return;
            }
            OutboundEvent lost = next.current() || !event.current() ? event : next;
            event = lost == event ? next : event;
            missed += lost.kind() == Kind.POSITION ? 1 : 0;
        }
    }
}
