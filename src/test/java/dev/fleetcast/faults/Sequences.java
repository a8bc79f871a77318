package dev.fleetcast.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The invariant of one stream: of every unit exactly the produced sequence, 1, 2, 3 and so on, in that order. A
 * snapshot may begin it, and restart it after a {@code gap}; nothing else may skip messages, and none may come twice.
 * Safe for use by any thread.
 */
final class Sequences {

    private final Map<Long, UnitSequence> units = new HashMap<>();
    private Figures figures = Figures.NONE;

    /** A {@code stream_id}: a new stream needs all subscriptions again, and breaks the promise. */
    synchronized void streamChanged() {
        if (!units.isEmpty()) {
            figures = figures().plus(Figures.STREAM_LOST);
            units.clear();
        }
    }

    /** The unit was subscribed: its events may come. */
    synchronized void expect(long unit) {
        units.computeIfAbsent(unit, any -> new UnitSequence());
    }

    /** Any event except {@code stream_id}, in its order. */
    synchronized void take(JsonNode event) {
        switch (event.path("type").asText()) {
            case "gap" -> gap(event);
            case "ready" -> of(event).ready();
            case "unsubscribed" -> forget(event.path("unit_id").asLong());
            case "gps" -> message(event);
            default -> {
                // Pings, byes and outages do not affect any unit.
            }
        }
    }

    synchronized Figures figures() {
        return units.values().stream().map(UnitSequence::figures).reduce(figures, Figures::plus);
    }

    /** The figures so far: missing messages may still come, out of order. */
    synchronized boolean isFlawless() {
        return figures.isFlawless() && units.values().stream().allMatch(UnitSequence::isFlawless);
    }

    /** Whether every unit is live and has reached {@code produced}. */
    synchronized boolean reached(Map<Long, Long> produced) {
        return !units.isEmpty()
                && units.entrySet().stream()
                        .allMatch(unit -> unit.getValue().reached(produced.getOrDefault(unit.getKey(), 0L)));
    }

    private void forget(long unit) {
        UnitSequence ended = units.remove(unit);
        if (ended != null) {
            figures = figures.plus(ended.figures());
        }
    }

    private void gap(JsonNode event) {
        if (event.has("unit_id")) {
            of(event).gap(event.path("reason").asText(), event.path("missed").asLong());
        } else {
            units.values().forEach(unit -> unit.gap(event.path("reason").asText(), 0));
        }
    }

    private void message(JsonNode event) {
        long number = event.path("telemetry").path(Producer.NUMBER).asLong();
        if (event.path("snapshot").asBoolean()) {
            of(event).snapshot(number);
        } else {
            of(event).live(number);
        }
    }

    /** The stream's events may arrive before the response to the subscribe. */
    private UnitSequence of(JsonNode event) {
        return units.computeIfAbsent(event.path("unit_id").asLong(), any -> new UnitSequence());
    }
}
