package dev.fleetcast.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The types and ranges of the fields of a universal message; null stands for "not known" everywhere. */
final class MessageFields {

    private record Rule(String wanted, Predicate<JsonNode> holds) {}

    private static final Rule TEXT = new Rule("a string", JsonNode::isTextual);
    private static final Rule NUMBER = new Rule("a number", JsonNode::isNumber);
    private static final Rule INTEGER = new Rule("an integer", JsonNode::isIntegralNumber);
    private static final Rule BOOLEAN = new Rule("true or false", JsonNode::isBoolean);
    private static final Rule OBJECT = new Rule("an object", JsonNode::isObject);
    private static final Rule ARRAY = new Rule("an array", JsonNode::isArray);
    private static final Rule TEXT_OR_OBJECT =
            new Rule("a string or an object", value -> value.isTextual() || value.isObject());

    private static final Map<String, Rule> TOP = Map.ofEntries(
            Map.entry("gateway", TEXT),
            Map.entry("port", INTEGER),
            Map.entry("transmission", TEXT),
            Map.entry("timestamp", TEXT),
            Map.entry("source", TEXT),
            Map.entry("seq_no", INTEGER),
            Map.entry("valid", BOOLEAN),
            Map.entry("device", OBJECT),
            Map.entry("network", OBJECT),
            Map.entry("gsm", ARRAY),
            Map.entry("sims", ARRAY),
            Map.entry("gps", OBJECT),
            Map.entry("events", ARRAY),
            Map.entry("sensors", ARRAY),
            Map.entry("inputs", TEXT),
            Map.entry("outputs", TEXT),
            Map.entry("aux_inputs", ARRAY),
            Map.entry("an_inputs", ARRAY),
            Map.entry("obd_ii", OBJECT),
            Map.entry("can_bus", ARRAY));

    /** An event tells what caused it where other messages tell who sent them. */
    private static final Map<String, Rule> TOP_OF_EVENT = topOfEvent();

    private static final Map<String, Rule> DEVICE =
            Map.of("identifier", TEXT, "imei", TEXT, "serial_no", TEXT, "firm_ver", TEXT, "type", TEXT, "model", TEXT);

    private static final Map<String, Rule> GPS = Map.ofEntries(
            Map.entry("timestamp", TEXT),
            Map.entry("latitude", within(90)),
            Map.entry("longitude", within(180)),
            Map.entry("altitude", NUMBER),
            Map.entry("speed", NUMBER),
            Map.entry("heading", NUMBER),
            Map.entry("satellites", INTEGER),
            Map.entry("activity", TEXT),
            Map.entry("odometer", NUMBER),
            Map.entry("trip_odo", NUMBER),
            Map.entry("hdop", NUMBER),
            Map.entry("vdop", NUMBER),
            Map.entry("pdop", NUMBER),
            Map.entry("tdop", NUMBER),
            Map.entry("fix", ARRAY));

    private MessageFields() {}

    static void check(ObjectNode message, String type) throws InvalidMessageException {
        check(message, "", type.equals("event") ? TOP_OF_EVENT : TOP);
        check(message.path("device"), "device.", DEVICE);
        JsonNode gps = message.path("gps");
        check(gps, "gps.", GPS);
        if (gps.hasNonNull("latitude") != gps.hasNonNull("longitude")) {
            throw new InvalidMessageException("gps: latitude and longitude must come together");
        }
    }

    private static void check(JsonNode parent, String prefix, Map<String, Rule> rules) throws InvalidMessageException {
        for (var field : parent.properties()) {
            Rule rule = rules.get(field.getKey());
            if (rule != null && !field.getValue().isNull() && !rule.holds().test(field.getValue())) {
                throw new InvalidMessageException(prefix + field.getKey() + ": must be " + rule.wanted());
            }
        }
    }

    private static Map<String, Rule> topOfEvent() {
        Map<String, Rule> rules = new HashMap<>(TOP);
        rules.put("source", TEXT_OR_OBJECT);
        return Map.copyOf(rules);
    }

    private static Rule within(int degrees) {
        return new Rule(
                "a number between -" + degrees + " and " + degrees,
                value -> value.isNumber() && Math.abs(value.doubleValue()) <= degrees);
    }
}
