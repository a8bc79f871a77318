package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records as Traccar forwards them to Kafka: {@code {position, device}}, and {@code {event, position, device}}. A
 * position becomes a {@code gps} message, an event an {@code event} message. Attributes become sensors, except those
 * that have a field of their own, and alarms, which become events.
 */
final class TraccarShape implements Shape {

    private static final BigDecimal KILOMETERS_PER_KNOT = new BigDecimal("1.852");
    private static final BigDecimal METERS = new BigDecimal(1_000);
    private static final String ALARM = "alarm";
    private static final String IGNITION = "ignition";

    /** Fields of {@code gps} by attribute. */
    private static final Map<String, String> GPS =
            Map.of("sat", "satellites", "hdop", "hdop", "vdop", "vdop", "pdop", "pdop");
    /** Odometers in metres; the first one counts. */
    private static final List<String> ODOMETERS = List.of("odometer", "totalDistance");

    /** The key is Traccar's own number of the device. */
    @Override
    public boolean unitIsInKey() {
        return false;
    }

    @Override
    public ObjectNode message(JsonNode value) throws InvalidMessageException {
        JsonNode event = value.path("event");
        JsonNode position = value.path("position");
        if (!event.isObject() && !position.isObject()) {
            throw new InvalidMessageException("position: must be an object, as Traccar forwards it");
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("message_ver", 1);
        message.put("message_type", event.isObject() ? "event" : "gps");
        message.set("device", device(value.path("device"), position));
        if (position.isObject()) {
            position(position, message);
        }
        if (event.isObject()) {
            event(event, message);
        } else {
            message.set("events", alarms(position.path("attributes")));
        }
        return message;
    }

    private static ObjectNode device(JsonNode device, JsonNode position) throws InvalidMessageException {
        ObjectNode sender = DeviceName.of(device.path("uniqueId").asText(""), "device.uniqueId");
        copyText(position, "protocol", sender, "type");
        copyText(device, "model", sender, "model");
        return sender;
    }

    private static void position(JsonNode position, ObjectNode message) throws InvalidMessageException {
        setTime(position, "deviceTime", message);
        message.put("valid", position.path("valid").asBoolean(true));
        ObjectNode gps = message.putObject("gps");
        setTime(position, "fixTime", gps);
        copy(position, "latitude", gps, "latitude");
        copy(position, "longitude", gps, "longitude");
        copy(position, "altitude", gps, "altitude");
        copy(position, "course", gps, "heading");
        if (position.path("speed").isNumber()) {
            gps.put("speed", kilometersPerHour(position.path("speed")));
        }
        if (position.path("outdated").asBoolean()) {
            gps.putArray("fix").add("last_known");
        }
        attributes(position.path("attributes"), message, gps);
    }

    private static void attributes(JsonNode attributes, ObjectNode message, ObjectNode gps)
            throws InvalidMessageException {
        GPS.forEach((attribute, field) -> copy(attributes, attribute, gps, field));
        Optional<JsonNode> meters = ODOMETERS.stream()
                .map(attributes::path)
                .filter(JsonNode::isNumber)
                .findFirst();
        if (meters.isPresent()) {
            gps.put("odometer", number(meters.get(), "odometer").divide(METERS, 3, RoundingMode.HALF_UP));
        }
        ArrayNode sensors = message.putArray("sensors");
        attributes.properties().forEach(attribute -> {
            String name = attribute.getKey();
            JsonNode value = attribute.getValue();
            if (name.equals(IGNITION) && value.isBoolean()) {
                sensors.addArray().add(IGNITION).add(value.booleanValue() ? "on" : "off");
            } else if (value.isValueNode() && !name.equals(ALARM) && !GPS.containsKey(name)) {
                sensors.addArray().add(name).add(value);
            }
        });
    }

    private static void event(JsonNode event, ObjectNode message) throws InvalidMessageException {
        String type = event.path("type").asText("");
        if (type.isEmpty()) {
            throw new InvalidMessageException("event.type: is required");
        }
        setTime(event, "eventTime", message);
        JsonNode attributes = event.path("attributes");
        if (type.equals(ALARM)) {
            message.set("events", alarms(attributes));
            return;
        }
        ArrayNode told = message.putArray("events").addArray();
        told.add(TraccarEvents.ofType(type, event.path("geofenceId").asLong()));
        if (attributes.path("speed").isNumber()) {
            told.addArray().addArray().add("value").add(kilometersPerHour(attributes.path("speed")));
        }
    }

    /** Newer versions of Traccar name several alarms of one position, separated by commas. */
    private static ArrayNode alarms(JsonNode attributes) {
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (String alarm : attributes.path(ALARM).asText("").split(",")) {
            if (!alarm.isBlank()) {
                events.addArray().add(TraccarEvents.ofAlarm(alarm.strip()));
            }
        }
        return events;
    }

    /** A time is text, or milliseconds in old versions of Traccar. */
    private static void setTime(JsonNode from, String field, ObjectNode to) {
        JsonNode time = from.path(field);
        if (time.isTextual()) {
            to.set("timestamp", time);
        } else if (time.isIntegralNumber() && time.canConvertToLong()) {
            to.put("timestamp", Instant.ofEpochMilli(time.longValue()).toString());
        }
    }

    private static BigDecimal kilometersPerHour(JsonNode knots) throws InvalidMessageException {
        return Numbers.kilometersPerHour(number(knots, "speed"), KILOMETERS_PER_KNOT);
    }

    private static BigDecimal number(JsonNode value, String field) throws InvalidMessageException {
        try {
            return Numbers.of(value);
        } catch (NumberFormatException excessive) {
            throw new InvalidMessageException(field + ": must be a number of at most 30 digits");
        }
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        if (from.path(field).isNumber()) {
            to.set(name, from.get(field));
        }
    }

    private static void copyText(JsonNode from, String field, ObjectNode to, String name) {
        if (from.path(field).isTextual()) {
            to.set(name, from.get(field));
        }
    }
}
