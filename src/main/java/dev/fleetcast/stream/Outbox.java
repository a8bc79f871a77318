package dev.fleetcast.stream;

import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The bounded queue of one stream, for the time its client cannot take what is due. Bounded in events and in bytes; when
 * full, superseded positions can be given up ({@link #conflate}), so that each unit keeps its newest. Confined to the
 * stream's event loop.
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
     * Removes every position that a newer queued one of the same unit supersedes, and puts one gap before each survivor
     * that was promised every message. What remains keeps its order, so a unit's messages never change places.
     *
     * @return how many positions were given up
     */
    int conflate() {
        Map<UnitId, Integer> missed = new HashMap<>();
        Set<OutboundEvent> superseded = superseded(missed);
        if (superseded.isEmpty()) {
            return 0;
        }
        Deque<OutboundEvent> before = events;
        clear();
        for (OutboundEvent event : before) {
            if (!superseded.contains(event)) {
                Integer told = event.isPosition() ? missed.remove(event.unit()) : null;
                if (told != null) {
                    append(OutboundEvent.gap(event.unit(), told));
                }
                append(event);
            }
        }
        return superseded.size();
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

    /** What a conflation gives up, compared by identity; adds to {@code missed} what the client is to be told. */
    private Set<OutboundEvent> superseded(Map<UnitId, Integer> missed) {
        Set<OutboundEvent> superseded = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<UnitId> newerSeen = new HashSet<>();
        for (Iterator<OutboundEvent> newestFirst = events.descendingIterator(); newestFirst.hasNext(); ) {
            OutboundEvent event = newestFirst.next();
            if (event.isPosition() && !newerSeen.add(event.unit())) {
                superseded.add(event);
                if (event.kind() == OutboundEvent.Kind.POSITION) {
                    missed.merge(event.unit(), 1, Integer::sum);
                }
            }
        }
        // A gap not yet written is told again with the new ones, as one.
        for (OutboundEvent event : events) {
            if (event.kind() == OutboundEvent.Kind.GAP && missed.containsKey(event.unit())) {
                superseded.add(event);
                missed.merge(event.unit(), event.missed(), Integer::sum);
            }
        }
        return superseded;
    }

    private void append(OutboundEvent event) {
        events.add(event);
        bytes += event.frame().length;
    }
}
