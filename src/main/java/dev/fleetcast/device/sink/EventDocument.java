package dev.fleetcast.device.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.device.event.DeviceEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * The document of an event: {@code coreid}, {@code name}, {@code published_at}, and the members of its JSON data beside
 * them. Members that would take the place of ours, and names that a document cannot have, are below {@code data}. Data
 * that is no JSON object is {@code data}.
 */
final class EventDocument {

    private static final String DATA = "data";
    private static final Set<String> OURS = Set.of("_id", "coreid", "name", "published_at");
    /** Document stores take a hundred levels at most. */
    private static final int MAX_DEPTH = 90;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventDocument() {}

    /** Without the {@code _id}. */
    static Document of(DeviceEvent event) {
        Document document = new Document("coreid", event.coreid())
                .append("name", event.name())
                .append("published_at", Date.from(event.publishedAt()));
        JsonNode data = object(event.data());
        if (data == null) {
            return document.append(DATA, event.data());
        }
        Document beside = new Document();
        Document below = new Document();
        data.properties().forEach(member -> {
            boolean fits = isName(member.getKey()) && !OURS.contains(member.getKey());
            (fits ? beside : below).append(member.getKey(), value(member.getValue()));
        });
        if (!below.isEmpty()) {
            if (beside.containsKey(DATA)) {
                below.append(DATA, beside.remove(DATA));
            }
            beside.append(DATA, below);
        }
        document.putAll(beside);
        return document;
    }

    /** Null for data that is no object, or that a document cannot have. */
    private static JsonNode object(String data) {
        try {
            JsonNode json = data == null ? null : JSON.readTree(data);
            return json != null && json.isObject() && fits(json, MAX_DEPTH) ? json : null;
        } catch (JsonProcessingException | NumberFormatException notJson) {
            return null;
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && !name.startsWith("$") && name.indexOf('.') < 0;
    }

    /** Whether its depth is within the limit, and no name contains a NUL. */
    private static boolean fits(JsonNode json, int depth) {
        if (depth == 0) {
            return false;
        }
        var names = json.fieldNames();
        while (names.hasNext()) {
            if (names.next().indexOf('\0') >= 0) {
                return false;
            }
        }
        for (JsonNode child : json) {
            if (child.isContainerNode() && !fits(child, depth - 1)) {
                return false;
            }
        }
        return true;
    }

    private static Object value(JsonNode json) {
        if (json.isObject()) {
            Document document = new Document();
            json.properties().forEach(member -> document.append(member.getKey(), value(member.getValue())));
            return document;
        }
        if (json.isArray()) {
            List<Object> values = new ArrayList<>();
            json.forEach(item -> values.add(value(item)));
            return values;
        }
        if (json.isNumber()) {
            return number(json);
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        return json.isNull() ? null : json.textValue();
    }

    /** A number that no type of a document has is its text. */
    private static Object number(JsonNode json) {
        if (json.isInt()) {
            return json.intValue();
        }
        if (json.canConvertToLong() && json.isIntegralNumber()) {
            return json.longValue();
        }
        BigDecimal exact = json.decimalValue();
        double value = exact.doubleValue();
        boolean isSame = !Double.isInfinite(value) && (!json.isIntegralNumber() || exact.precision() <= 15);
        return isSame ? (Object) value : exact.toString();
    }
}
