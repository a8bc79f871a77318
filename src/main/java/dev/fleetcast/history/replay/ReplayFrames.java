package dev.fleetcast.history.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.stream.event.Envelope;
import java.time.Instant;

/** The events of one replay, as JSON. */
final class ReplayFrames {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String id;
    private final Envelope envelope;

    ReplayFrames(String id, Envelope envelope) {
        this.id = id;
        this.envelope = envelope;
    }

    /** A past message in the envelope of live ones. */
    String message(Instant at, ObjectNode extended) {
        String type = extended.path("message_type").asText("gps");
        ObjectNode event = JSON.objectNode().put("type", type.equals("trip") ? "gps" : type);
        event.set("replay", place(at));
        if (envelope == Envelope.DATA) {
            event.set("data", extended);
            return event.toString();
        }
        event.put("message_type", type);
        event.set("unit_id", extended.path("device").path("id"));
        JsonNode vehicle = extended.path("vehicle").path("id");
        event.set("vehicle_id", vehicle.isMissingNode() ? JSON.nullNode() : vehicle);
        event.set("telemetry", extended);
        return event.toString();
    }

    /** A pause without messages was cut. */
    String skip(Instant from, Instant to) {
        ObjectNode event = JSON.objectNode().put("type", "replay_skip");
        event.set("replay", place(to));
        return event.put("from", from.toString()).put("to", to.toString()).toString();
    }

    String end(Instant at) {
        ObjectNode event = JSON.objectNode().put("type", "replay_end");
        event.set("replay", place(at));
        return event.toString();
    }

    private ObjectNode place(Instant at) {
        return JSON.objectNode().put("id", id).put("at", at.toString());
    }
}
