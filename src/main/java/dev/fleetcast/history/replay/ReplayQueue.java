package dev.fleetcast.history.replay;

import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.spi.ReplayTarget;
import dev.fleetcast.stream.spi.ReplayTarget.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest event of each unit that the client had no room for. Bounded in bytes: what does not fit is left out, like an
 * event that a newer one of its unit replaces. For one thread.
 */
final class ReplayQueue implements AutoCloseable {

    private final ReplayTarget target;
    private final Reservation memory;
    private final Map<Long, String> waiting = new LinkedHashMap<>();

    ReplayQueue(ReplayTarget target, Reservation memory) {
        this.target = target;
        this.memory = memory;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Sends what waits, then this; returns false if the stream has ended. */
    boolean offer(long unit, String event) {
        waiting.remove(unit);
        if (!flush()) {
            return false;
        }
        if (!waiting.isEmpty()) {
            keep(unit, event);
            return true;
        }
        Outcome outcome = target.offer(event);
        if (outcome == Outcome.NO_ROOM) {
            keep(unit, event);
        }
        return outcome != Outcome.ENDED;
    }

    /** Sends what waits, as far as there is room; returns false if the stream has ended. */
    boolean flush() {
        var events = waiting.values().iterator();
        while (events.hasNext()) {
            Outcome outcome = target.offer(events.next());
            if (outcome == Outcome.ENDED) {
                return false;
            }
            if (outcome == Outcome.NO_ROOM) {
                return true;
            }
            events.remove();
        }
        memory.clear();
        return true;
    }

    /** Counts again what waits, without what was replaced. */
    private boolean hasRoomInstead(String event) {
        memory.clear();
        waiting.values().forEach(each -> memory.tryAdd(ReplayPiece.bytes(each)));
        return memory.tryAdd(ReplayPiece.bytes(event));
    }

    private void keep(long unit, String event) {
        if (memory.tryAdd(ReplayPiece.bytes(event)) || hasRoomInstead(event)) {
            waiting.put(unit, event);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
