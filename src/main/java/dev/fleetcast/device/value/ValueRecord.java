package dev.fleetcast.device.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes and reads the records of {@code fleet.values}: the key is the client's id, a slash and the name of the value;
 * the value {@code {"client_id", "name", "value", "version", "updated_at", "updated_by", "deleted"?}}.
 */
public final class ValueRecord {

    private ValueRecord() {}

    /** The value of a record. */
    static byte[] of(SharedValue shared) {
        ObjectNode json = ValueJson.object().put("client_id", shared.name().clientId());
        json.setAll(ValueJson.of(shared));
        return ValueJson.text(json).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the value of a record; empty if the record holds no value. */
    public static Optional<SharedValue> read(byte[] value) {
        try {
            JsonNode json = value == null ? ValueJson.object() : ValueJson.parse(value);
            JsonNode client = json.path("client_id");
            JsonNode name = json.path("name");
            JsonNode version = json.path("version");
            if (!client.isIntegralNumber() || !version.isIntegralNumber() || !name.isTextual() || !json.has("value")) {
                return Optional.empty();
            }
            return Optional.of(new SharedValue(
                    new ValueName(client.asLong(), name.asText()),
                    json.path("deleted").asBoolean() ? null : ValueJson.text(json.get("value")),
                    version.asLong(),
                    Instant.parse(json.path("updated_at").asText()),
                    json.path("updated_by").asText()));
        } catch (IOException | DateTimeException other) {
            return Optional.empty();
        }
    }
}
