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
 * A JSON object that was sent, whatever its content type said: the clients of old send it as they please. No member is there
 * twice, and all text is whole.
 *
 * @param json the object
 */
record JsonBody(JsonNode json) {

    /** A number that is given for a text is that text, digit by digit. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @throws HttpProblem 400 for what is no JSON object */
    static JsonBody read(byte[] body) {
        byte[] bytes = body == null ? new byte[0] : body;
        if (WellFormed.utf8End(bytes) >= 0) {
            throw refused("The body is not UTF-8; byte " + (WellFormed.utf8End(bytes) + 1) + " begins no character");
        }
        JsonNode json = parsed(bytes);
        if (!WellFormed.isWhole(json.toString())) {
            throw refused("The body has half a character (an unpaired surrogate)");
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
            // As for other JSON.
        }
        throw refused("The body is not a JSON object whose members each have a name of their own");
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
            throw refused("The field " + field + " does not have the expected form");
        }
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    /**
     * Makes sure that nothing narrows down by mistake to no one, and so to everybody.
     *
     * @param choices fields that say who is meant: they may be missing, but not be empty
     * @param others the other fields there are
     * @throws HttpProblem 422 naming each choice that is empty, and each field that does not exist
     */
    void requireMeaning(Set<String> choices, Set<String> others) {
        List<FieldViolation> wrong = new ArrayList<>();
        json.fieldNames().forEachRemaining(name -> {
            if (choices.contains(name)) {
                if (text(name).filter(text -> !text.isBlank()).isEmpty()) {
                    wrong.add(new FieldViolation(name, "must not be empty; leave it out to mean everybody"));
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
