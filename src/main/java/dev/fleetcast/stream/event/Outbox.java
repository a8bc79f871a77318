package dev.fleetcast.stream.event;

import dev.fleetcast.stream.event.OutboundEvent.Kind;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The bounded queue of one stream, for events its client cannot take yet. Bounded in events and in bytes. When it is
 * full, superseded positions can be discarded ({@link #offerConflated}), so that each unit keeps its newest. Confined
 * to the stream's event loop.
 */
public final class Outbox {

    /** Most queues never hold more, and there are tens of thousands of queues. */
    private static final int FEW = 3;

    private final int maxEvents;
    private final long maxBytes;
    private Deque<OutboundEvent> events = new ArrayDeque<>(FEW);
    private long bytes;

    public Outbox(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /**
     * Whether there is room for a message. A quarter of the queue is reserved for events of the API itself, so that
     * they get through when messages do not.
     */
    public boolean takesMessage(OutboundEvent message) {
        return fits(message, maxEvents - maxEvents / 4, maxBytes - maxBytes / 4);
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
        clear();
        for (OutboundEvent each : before) {
            if (!each.isPosition()) {
                append(each);
            } else if (survivors.get(each.unit()).event == each) {
                append(each.afterMissing(survivors.get(each.unit()).missed));
            }
        }
        return before.size() - events.size();
    }

    /** Whether a bound is exceeded. */
    public boolean isOverfull() {
        return events.size() > maxEvents || bytes > maxBytes;
    }

    /** Removes all events that concern {@code unit}. */
    public void removeAll(UnitId unit) {
        events.removeIf(event -> {
            boolean about = unit.equals(event.unit());
            bytes -= about ? event.frame().length : 0;
            return about;
        });
    }

    public void clear() {
        events = new ArrayDeque<>(FEW);
        bytes = 0;
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
