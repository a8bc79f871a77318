package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The bounded queue of one stream, for the time its client cannot take what is due. Bounded in events and in bytes; when
 * full, superseded positions can be given up ({@link #offerConflated}), so that each unit keeps its newest. Confined to
 * the stream's event loop.
 */
final class Outbox {

    private final int maxEvents;
    private final long maxBytes;
    private Deque<OutboundEvent> events = new ArrayDeque<>();
    private long bytes;

    Outbox(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Queues {@code event} unless that would break a bound. A single event always fits into an empty queue. */
    boolean offer(OutboundEvent event) {
        boolean fits = events.size() < maxEvents && bytes + event.frame().length <= maxBytes;
        if (fits || events.isEmpty()) {
            append(event);
            return true;
        }
        return false;
    }

    /** Takes the oldest event, or null. */
    OutboundEvent poll() {
        OutboundEvent event = events.poll();
        if (event != null) {
            bytes -= event.frame().length;
        }
        return event;
    }

    /**
     * Queues {@code event} whatever the bounds and gives up every position that a newer one of the same unit supersedes;
     * {@link #isOverfull} tells whether that was enough. The newest carries how many before it were given up that the
     * client had been promised. What remains keeps its order, so a unit's messages never change places.
     *
     * @return how many positions were given up
     */
    int offerConflated(OutboundEvent event) {
        append(event);
        Map<UnitId, OutboundEvent> newest = newestPositions();
        Deque<OutboundEvent> before = events;
        clear();
        for (Iterator<OutboundEvent> newestFirst = before.descendingIterator(); newestFirst.hasNext(); ) {
            OutboundEvent each = newestFirst.next();
            OutboundEvent kept = each.isPosition() ? newest.remove(each.unit()) : each;
            if (kept != null) {
                prepend(kept);
            }
        }
        return before.size() - events.size();
    }

    /** Whether there is more in it than there may be. */
    boolean isOverfull() {
        return events.size() > maxEvents || bytes > maxBytes;
    }

    /** Removes everything that is about {@code unit}. */
    void removeAll(UnitId unit) {
        events.removeIf(event -> {
            boolean about = unit.equals(event.unit());
            bytes -= about ? event.frame().length : 0;
            return about;
        });
    }

    void clear() {
        events = new ArrayDeque<>();
        bytes = 0;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    int size() {
        return events.size();
    }

    /** Whether no more than half of either bound is used. */
    boolean hasRecovered() {
        return events.size() <= maxEvents / 2 && bytes <= maxBytes / 2;
    }

    private Map<UnitId, OutboundEvent> newestPositions() {
        Map<UnitId, OutboundEvent> newest = new HashMap<>();
        for (OutboundEvent event : events) {
            if (event.isPosition()) {
                newest.merge(event.unit(), event, OutboundEvent::supersededBy);
            }
        }
        return newest;
    }

    private void append(OutboundEvent event) {
        events.add(event);
        bytes += event.frame().length;
    }

    private void prepend(OutboundEvent event) {
        events.addFirst(event);
        bytes += event.frame().length;
    }
}
