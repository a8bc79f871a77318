package dev.fleetcast.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The invariant, for one stream: of every unit exactly the produced sequence, 1, 2, 3 and so on, in that order. A
 * snapshot may begin it, and begin it anew after a {@code gap}; nothing else may leave anything out, and nothing may come
 * twice. Any thread may call.
 */
final class Sequences {

    private final Map<Long, UnitSequence> units = new HashMap<>();
    private Figures figures = Figures.NONE;

    /** A {@code stream_id}: another stream than before has to be told everything anew, and is not what was promised. */
    synchronized void streamChanged() {
        if (!units.isEmpty()) {
            figures = figures().plus(Figures.STREAM_LOST);
            units.clear();
        }
    }

    /** The unit has been subscribed: its events may come. */
    synchronized void expect(long unit) {
        units.computeIfAbsent(unit, any -> new UnitSequence());
    }

    /** Any event but {@code stream_id}, as it came. */
    synchronized void take(JsonNode event) {
        switch (event.path("type").asText()) {
            case "gap" -> gap(event);
            case "ready" -> of(event).ready();
            case "unsubscribed" -> forget(event.path("unit_id").asLong());
            case "gps" -> message(event);
            default -> {
                // Pings, byes and outages take nothing from any unit.
            }
        }
    }

    synchronized Figures figures() {
        return units.values().stream().map(UnitSequence::figures).reduce(figures, Figures::plus);
    }

    /** As of now: what is missing may still come, out of order. */
    synchronized boolean isFlawless() {
        return figures.isFlawless() && units.values().stream().allMatch(UnitSequence::isFlawless);
    }

    /** Whether every unit is live and has come as far as {@code produced} says. */
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

    /** An answer to a subscribe may be overtaken by what it brings. */
    private UnitSequence of(JsonNode event) {
        return units.computeIfAbsent(event.path("unit_id").asLong(), any -> new UnitSequence());
    }
}
