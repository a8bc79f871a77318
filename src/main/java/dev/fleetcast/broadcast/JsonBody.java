package dev.fleetcast.broadcast;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Optional;

/**
 * A JSON object that was sent, whatever its content type said: the clients of old send it as they please.
 *
 * @param json the object
 */
record JsonBody(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws HttpProblem 400 for what is no JSON object */
    static JsonBody read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body == null ? new byte[0] : body);
            if (json.isObject()) {
                return new JsonBody(json);
            }
        } catch (IOException malformed) {
            // As for other JSON.
        }
        throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not a JSON object");
    }

    /**
     * The text of a field, or its number as text; empty for a field that is not there, null or an empty text.
     *
     * @throws HttpProblem 400 for anything else
     */
    Optional<String> text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The field " + field + " does not have the expected form");
        }
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "JsonBody";
    }
}
