package dev.fleetcast.history.replay;

import dev.fleetcast.history.stored.Place;
import dev.fleetcast.memory.Reservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Messages that are read at once and not played yet. Bounded in number and bytes, but always room for one. */
final class ReplayPiece implements AutoCloseable {

    private static final int MOST = 100;

    private final Reservation memory;
    private final List<Event> events = new ArrayList<>();

    ReplayPiece(Reservation memory) {
        this.memory = memory;
    }

    /**
     * A past message in its envelope.
     *
     * @param at the time under which it is filed
     */
    record Event(Place place, Instant at, long unit, String json) {}

    /** Memory for an event. */
    static long bytes(String json) {
        return 2L * json.length();
    }

    /** Adds an event if there is room; returns false once it is full. */
    boolean add(Event event) {
        if (!memory.tryAdd(bytes(event.json()))) {
            return false;
        }
        events.add(event);
        return events.size() < MOST;
    }

    List<Event> events() {
        return events;
    }

    Place end() {
        return events.get(events.size() - 1).place();
    }

    @Override
    public void close() {
        memory.clear();
    }
}
