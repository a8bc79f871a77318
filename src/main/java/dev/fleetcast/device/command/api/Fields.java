package dev.fleetcast.device.command.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads bodies that clients of the device API send as JSON or as a form, as one JSON object. */
@ApplicationScoped
class Fields {

    private static final int MAX_FIELDS = 100;

    private final ObjectMapper json;

    Fields(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The fields of a body; none for an empty body. Those of a form are text.
     *
     * @param contentType may be null: then a body that looks like JSON is
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if the body is neither
     */
    ObjectNode of(byte[] body, String contentType) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return json.createObjectNode();
        }
        boolean isForm = contentType == null || contentType.isEmpty()
                ? !text.startsWith("{")
                : contentType.toLowerCase(Locale.ROOT).contains("form-urlencoded");
        return isForm ? form(text) : object(body);
    }

    private ObjectNode object(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            // Answered below.
        }
        throw DeviceErrors.invalid("Send a JSON object, or a form.");
    }

    private ObjectNode form(String text) {
        ObjectNode fields = json.createObjectNode();
        try {
            new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MAX_FIELDS)
                    .parameters()
                    .forEach((name, values) -> fields.put(name, values.get(0)));
        } catch (IllegalArgumentException malformed) {
            throw DeviceErrors.invalid("The form cannot be decoded.");
        }
        return fields;
    }
}
