package dev.fleetcast.device.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fleetcast.device.event.EventRules;
import dev.fleetcast.text.WellFormed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** The JSON of values: numbers keep their digits, and texts are written in ASCII, which every store and client takes. */
public final class ValueJson {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectWriter PLAIN = JSON.writer().without(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private ValueJson() {}

    /**
     * The value in these bytes.
     *
     * @throws IOException if they are not one JSON value
     */
    public static JsonNode parse(byte[] body) throws IOException {
        try {
            JsonNode value = JSON.readTree(body);
            if (value == null || value.isMissingNode()) {
                throw new IOException("no value");
            }
            return value;
        } catch (NumberFormatException hugeExponent) {
            throw new IOException(hugeExponent);
        }
    }

    /** A value as text. */
    public static String text(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a value is larger than any may be. Counts in UTF-8, as senders do: the text that is kept may be longer. */
    public static boolean isTooLarge(String json) {
        return json.length() > EventRules.MAX_VALUE_BYTES
                && ofChange(json).getBytes(StandardCharsets.UTF_8).length > EventRules.MAX_VALUE_BYTES;
    }

    /**
     * A value as the data of an event: with its characters as they are, as long as all of them are whole. Streams
     * escape them again.
     */
    static String ofChange(String json) {
        String plain = plain(json);
        return WellFormed.isWhole(plain) ? plain : json;
    }

    /** The value after a merge patch (RFC 7396). */
    public static JsonNode merged(JsonNode value, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode merged = value instanceof ObjectNode object ? object.deepCopy() : JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                merged.set(member.getKey(), merged(merged.get(member.getKey()), member.getValue()));
            }
        }
        return merged;
    }

    /** What an event of a device sets a value to: the device, then the members of the data, or the data itself. */
    public static String ofEvent(String coreid, String data) {
        ObjectNode value = JSON.createObjectNode().put("coreid", coreid);
        JsonNode said = parsed(data).orElseGet(() -> new TextNode(data));
        if (said instanceof ObjectNode members) {
            members.properties().forEach(member -> {
                if (!value.has(member.getKey())) {
                    value.set(member.getKey(), member.getValue());
                }
            });
        } else {
            value.set("data", said);
        }
        return text(value);
    }

    /** A version as followers and users see it. */
    public static ObjectNode of(SharedValue shared) {
        ObjectNode json = JSON.createObjectNode().put("name", shared.name().name());
        json.set("value", shared.isDeleted() ? null : parsed(shared.json()).orElseThrow());
        json.put("version", shared.version())
                .put("updated_at", TIME.format(shared.updatedAt()))
                .put("updated_by", shared.updatedBy());
        return shared.isDeleted() ? json.put("deleted", true) : json;
    }

    /** An object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A time with three decimals. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private static String plain(String json) {
        try {
            return PLAIN.writeValueAsString(JSON.readTree(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return text == null
                    ? Optional.of(JSON.nullNode())
                    : Optional.of(JSON.readTree(text)).filter(value -> !value.isMissingNode());
        } catch (IOException | NumberFormatException other) {
            return Optional.empty();
        }
    }
}
