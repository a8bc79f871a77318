package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The types and ranges of the fields of a universal message; null always means "not known". */
final class MessageFields {

    private static final FieldRule TEXT = FieldRule.of("a string", JsonToken.VALUE_STRING);
    private static final FieldRule NUMBER =
            FieldRule.of("a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
    private static final FieldRule INTEGER = FieldRule.of("an integer", JsonToken.VALUE_NUMBER_INT);
    private static final FieldRule BOOLEAN = FieldRule.of("true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
    private static final FieldRule OBJECT = FieldRule.of("an object", JsonToken.START_OBJECT);
    private static final FieldRule ARRAY = FieldRule.of("an array", JsonToken.START_ARRAY);
    private static final FieldRule TEXT_OR_OBJECT =
            FieldRule.of("a string or an object", JsonToken.VALUE_STRING, JsonToken.START_OBJECT);
    /** For the head of a message, which the decoder checks itself. */
    private static final FieldRule ANYTHING =
            new FieldRule("anything", EnumSet.allOf(JsonToken.class), Double.MAX_VALUE);

    /** The top-level fields of a message. */
    static final Map<String, MessageField> TOP = fields(
            "",
            Map.entry("message_ver", ANYTHING),
            Map.entry("message_type", ANYTHING),
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

    /** In an event the source is its cause, in other messages the sender. */
    private static final Map<String, MessageField> TOP_OF_EVENT = topOfEvent();

    static final Map<String, MessageField> DEVICE = fields(
            "device.",
            Map.entry("identifier", TEXT),
            Map.entry("imei", TEXT),
            Map.entry("serial_no", TEXT),
            Map.entry("firm_ver", TEXT),
            Map.entry("type", TEXT),
            Map.entry("model", TEXT));

    static final Map<String, MessageField> GPS = fields(
            "gps.",
            Map.entry("timestamp", TEXT),
            Map.entry("latitude", FieldRule.within(90)),
            Map.entry("longitude", FieldRule.within(180)),
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
        check(message, type.equals("event") ? TOP_OF_EVENT : TOP);
        check(message.path("device"), DEVICE);
        JsonNode gps = message.path("gps");
        check(gps, GPS);
        if (gps.hasNonNull("latitude") != gps.hasNonNull("longitude")) {
            throw new InvalidMessageException("gps: latitude and longitude must come together");
        }
    }

    private static void check(JsonNode parent, Map<String, MessageField> fields) throws InvalidMessageException {
        for (var present : parent.properties()) {
            MessageField field = fields.get(present.getKey());
            if (field != null && !field.rule().takes(present.getValue())) {
                throw new InvalidMessageException(
                        field.path() + ": must be " + field.rule().wanted());
            }
        }
    }

    private static Map<String, MessageField> topOfEvent() {
        Map<String, MessageField> fields = new HashMap<>(TOP);
        fields.computeIfPresent("source", (name, field) -> new MessageField(name, field.bit(), TEXT_OR_OBJECT));
        return fields;
    }

    @SafeVarargs
    private static Map<String, MessageField> fields(String prefix, Map.Entry<String, FieldRule>... rules) {
        Map<String, MessageField> fields = new HashMap<>();
        for (var rule : rules) {
            fields.put(rule.getKey(), new MessageField(prefix + rule.getKey(), 1L << fields.size(), rule.getValue()));
        }
        return fields;
    }

    /**
     * The allowed values of a field; null, for "not known", is always allowed.
     *
     * @param wanted the description
     * @param tokens the allowed first tokens
     * @param limit the maximum absolute value of a number
     */
    record FieldRule(String wanted, Set<JsonToken> tokens, double limit) {

        static FieldRule of(String wanted, JsonToken first, JsonToken... others) {
            return new FieldRule(wanted, EnumSet.of(first, others), Double.MAX_VALUE);
        }

        /** A number of at most {@code limit} in absolute value. */
        static FieldRule within(int limit) {
            return new FieldRule(
                    "a number between -" + limit + " and " + limit,
                    EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT),
                    limit);
        }

        /** True if the token is allowed; a number must also be within the limit. */
        boolean takes(JsonToken token) {
            return token == JsonToken.VALUE_NULL || tokens.contains(token);
        }

        boolean takes(JsonNode value) {
            return takes(value.asToken()) && (!isLimited() || Math.abs(value.doubleValue()) <= limit);
        }

        boolean isLimited() {
            return limit < Double.MAX_VALUE;
        }
    }

    /**
     * A field with a defined meaning.
     *
     * @param path its name with the enclosing object's prefix, such as {@code gps.latitude}
     * @param bit a bit unique among the fields of that object
     */
    record MessageField(String path, long bit, FieldRule rule) {}
}
