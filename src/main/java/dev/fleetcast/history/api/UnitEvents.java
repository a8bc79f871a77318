package dev.fleetcast.history.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.read.UnitHistory;
import dev.fleetcast.history.read.UnitHistory.Wanted;
import dev.fleetcast.memory.Reservation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Events of units: messages of the type {@code event}, and the events of other messages in the same shape. Blocks. */
@ApplicationScoped
class UnitEvents {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final VisiblePast past;
    private final UnitHistory history;

    UnitEvents(VisiblePast past, UnitHistory history) {
        this.past = past;
        this.history = history;
    }

    /** An event and its time. */
    record Found(Instant at, String code, ObjectNode content) {}

    /** For the events that are kept; the caller closes it. */
    Reservation memory() {
        return history.kept(past.user());
    }

    /**
     * Reads the events, unit by unit, each ascending by time.
     *
     * @param spans of each unit
     * @param codes the wanted ones, also with further parts; empty for all
     */
    void read(
            List<FleetUnit> units,
            Function<FleetUnit, Span> spans,
            Optional<Set<String>> codes,
            Consumer<Found> receiver) {
        Set<Long> visible = past.ofUnits(
                        units.stream().map(unit -> unit.id().value()).toList())
                .keySet();
        Instant now = Instant.now();
        for (FleetUnit unit : units) {
            Wanted wanted = Wanted.messages(
                    past.user(),
                    List.of(unit.id().value()),
                    any -> unit.timezone(),
                    spans.apply(unit),
                    visible::contains,
                    EventScan::mayHaveEvents);
            history.read(wanted, now, (place, message) -> {
                add(unit, message.filedAt(), message.content(), codes, receiver);
                return true;
            });
        }
    }

    private static void add(
            FleetUnit unit, Instant at, ObjectNode message, Optional<Set<String>> codes, Consumer<Found> receiver) {
        String own = message.path("event_code").textValue();
        if (own != null && isWanted(own, codes)) {
            receiver.accept(new Found(at, own, message.put("unit_id", unit.id().value())));
        }
        for (JsonNode event : message.path("events")) {
            String code = event.path(0).textValue();
            if (code != null && isWanted(code, codes)) {
                receiver.accept(new Found(at, code, event(unit, at, message, code, event)));
            }
        }
    }

    private static boolean isWanted(String code, Optional<Set<String>> codes) {
        return codes.isEmpty()
                || codes.get().stream().anyMatch(wanted -> code.equals(wanted) || code.startsWith(wanted + ":"));
    }

    private static ObjectNode event(FleetUnit unit, Instant at, ObjectNode message, String code, JsonNode event) {
        ObjectNode shown = JSON.objectNode()
                .put("message_type", "event")
                .put("unit_id", unit.id().value())
                .put("timestamp", at.toString())
                .put("event_code", code)
                .putNull("message")
                .putNull("color");
        shown.putObject("location")
                .<ObjectNode>set("latitude", message.path("gps").get("latitude"))
                .<ObjectNode>set("longitude", message.path("gps").get("longitude"))
                .putNull("address");
        shown.set("gps", message.get("gps"));
        shown.set("device", message.get("device"));
        shown.set("vehicle", message.get("vehicle"));
        shown.set("driver", message.get("driver"));
        ArrayNode data = shown.putArray("data");
        for (JsonNode pair : event.path(1)) {
            ObjectNode item = data.addObject();
            item.set("key", pair.get(0));
            item.set("label", pair.get(0));
            item.set("value", pair.get(1));
            item.putNull("url");
        }
        return shown;
    }
}
