package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.text.JsonBytes;
import dev.fleetcast.text.JsonFault;
import dev.fleetcast.text.WellFormed;
import dev.fleetcast.threading.ThreadSafe;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decodes and validates universal messages. Only fields with a defined meaning are checked; all others pass through,
 * numbers with all their digits.
 */
@ThreadSafe
public final class MessageDecoder {

    /**
     * The values of {@code message_type}. The list is closed: a type becomes the {@code type} of an event on a stream.
     */
    public static final Set<String> TYPES =
            Set.of("register", "heartbeat", "gps", "history", "status", "event", "trip", "daily", "weekly", "monthly");

    private static final String ONE_OF_THE_TYPES = "one of " + String.join(", ", new TreeSet<>(TYPES));

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    /** For values within an object: what follows them is no fault. */
    private static final ObjectReader PARTS = READER.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * @param json UTF-8 JSON, or null for a Kafka record without a value
     * @throws InvalidMessageException naming the first violated rule
     */
    public TelemetryMessage decode(byte[] json) throws InvalidMessageException {
        if (json == null) {
            throw new InvalidMessageException("value: must not be null");
        }
        return decode(parse(json));
    }

    /** Like {@link #decode(byte[])}, for a parsed message. */
    public TelemetryMessage decode(JsonNode json) throws InvalidMessageException {
        if (!(json instanceof ObjectNode message)) {
            throw new InvalidMessageException("value: must be a JSON object");
        }
        String type = checkHead(message);
        MessageFields.check(message, type);
        JsonNode gps = message.path("gps");
        if (type.equals("gps") && !gps.isObject()) {
            throw new InvalidMessageException("gps: a gps message must have a position object");
        }
        return new TelemetryMessage(message, type, time(gps, "gps.timestamp"));
    }

    /**
     * Decodes some members of a message that was valid before, and skips the others: that takes a third of the time.
     *
     * @throws InvalidMessageException if it is not a JSON object
     */
    public ObjectNode members(byte[] json, Set<String> names) throws InvalidMessageException {
        ObjectNode some = JsonNodeFactory.instance.objectNode();
        try (JsonParser parser = PARTS.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidMessageException("value: must be a JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (names.contains(name)) {
                    some.set(name, PARTS.<JsonNode>readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return some;
        } catch (JsonProcessingException malformed) {
            throw new InvalidMessageException("value: " + JsonFault.of(malformed));
        } catch (IOException unreadable) {
            throw new InvalidMessageException("value: must be UTF-8 encoded JSON");
        }
    }

    /** Whether a universal message has a member of that name with a defined meaning. */
    public static boolean hasField(String name) {
        return MessageFields.TOP.containsKey(name);
    }

    /**
     * Parses JSON like messages, with exact numbers.
     *
     * @throws InvalidMessageException if it is not one JSON value
     */
    public JsonNode parse(byte[] json) throws InvalidMessageException {
        if (JsonBytes.isPlain(json)) {
            return read(json);
        }
        if (JsonBytes.hasNul(json)) {
            throw new InvalidMessageException("value: must be well-formed JSON in UTF-8 without NUL");
        }
        int end = WellFormed.utf8End(json);
        if (end >= 0) {
            throw new InvalidMessageException(
                    "value: must be UTF-8; byte " + (end + 1) + " does not start a character");
        }
        JsonNode value = read(json);
        if (JsonBytes.mayEscapeSurrogates(json) && !WellFormed.isWhole(value.toString())) {
            throw new InvalidMessageException("value: must not contain an unpaired surrogate");
        }
        return value;
    }

    private static JsonNode read(byte[] json) throws InvalidMessageException {
        try {
            return READER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new InvalidMessageException("value: " + JsonFault.of(malformed));
        } catch (NumberFormatException unimaginable) {
            throw new InvalidMessageException("value: must not contain a number out of range");
        } catch (IOException unreadable) {
            throw new InvalidMessageException("value: must be UTF-8 encoded JSON");
        }
    }

    /** Returns the factory of parsers that accept the same JSON as this decoder. */
    static JsonFactory jsonFactory() {
        return READER.getFactory();
    }

    private static String checkHead(ObjectNode message) throws InvalidMessageException {
        JsonNode version = message.path("message_ver");
        if (!version.isMissingNode() && !(version.isInt() && version.intValue() == 1)) {
            throw new InvalidMessageException("message_ver: must be 1");
        }
        JsonNode type = message.path("message_type");
        if (type.isMissingNode() || type.isNull()) {
            throw new InvalidMessageException("message_type: is required, " + ONE_OF_THE_TYPES);
        }
        if (!type.isTextual() || !TYPES.contains(type.textValue())) {
            throw new InvalidMessageException("message_type: must be " + ONE_OF_THE_TYPES);
        }
        time(message, "timestamp");
        return type.textValue();
    }

    private static Instant time(JsonNode parent, String path) throws InvalidMessageException {
        String text = parent.path("timestamp").textValue();
        if (text == null) {
            return null;
        }
        try {
            return DeviceTime.instant(text);
        } catch (DateTimeParseException malformed) {
            throw new InvalidMessageException(path + ": must be an ISO 8601 date and time with offset");
        }
    }
}
