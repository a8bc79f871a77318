package dev.fleetcast.broadcast;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.text.WellFormed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object from a request body of any content type: the oldest clients send arbitrary types. Free of duplicate
 * members and unpaired surrogates.
 *
 * @param json the object
 */
record JsonBody(JsonNode json) {

    /** A number in place of a string is read as text, with all its digits. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @throws HttpProblem 400 for a body that is not a JSON object */
    static JsonBody read(byte[] body) {
        byte[] bytes = body == null ? new byte[0] : body;
        if (WellFormed.utf8End(bytes) >= 0) {
            throw refused(
                    "The body is not UTF-8: byte " + (WellFormed.utf8End(bytes) + 1) + " does not start a character.");
        }
        JsonNode json = parsed(bytes);
        if (!WellFormed.isWhole(json.toString())) {
            throw refused("The body contains an unpaired surrogate.");
        }
        return new JsonBody(json);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException | NumberFormatException malformed) {
            // Rejected below, like any other invalid body.
        }
        throw refused("The body must be a JSON object without duplicate members.");
    }

    /**
     * Returns the text of a field, or its number as text; empty if it is absent, null or an empty text.
     *
     * @throws HttpProblem 400 for any other type
     */
    Optional<String> text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw refused("The field " + field + " must be a string or a number.");
        }
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    /**
     * Rejects empty recipients and unknown fields, so that a mistake does not address everybody.
     *
     * @param choices fields that select recipients: optional, but not empty
     * @param others the other known fields
     * @throws HttpProblem 422 naming each empty choice and each unknown field
     */
    void requireMeaning(Set<String> choices, Set<String> others) {
        List<FieldViolation> wrong = new ArrayList<>();
        json.fieldNames().forEachRemaining(name -> {
            if (choices.contains(name)) {
                if (text(name).filter(text -> !text.isBlank()).isEmpty()) {
                    wrong.add(new FieldViolation(name, "must not be empty (leave it out to address all listeners)"));
                }
            } else if (!others.contains(name)) {
                wrong.add(new FieldViolation(name, "is not a known field"));
            }
        });
        if (!wrong.isEmpty()) {
            throw Violations.problem(wrong);
        }
    }

    private static HttpProblem refused(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }

    @Override
    public String toString() {
        return "JsonBody";
    }
}
