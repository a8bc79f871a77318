package dev.fleetcast.device;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.text.JsonBytes;
import dev.fleetcast.text.JsonFault;
import dev.fleetcast.text.WellFormed;
import dev.fleetcast.text.WrittenValue;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The fields of a request's body, which is a form or a JSON object: clients of the device API send either. Fields of a
 * form are texts; numbers of JSON keep their digits.
 */
public final class RequestFields {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode fields;
    private final byte[] body;
    private final boolean areTexts;

    private RequestFields(ObjectNode fields, byte[] body, boolean areTexts) {
        this.fields = fields;
        this.body = body;
        this.areTexts = areTexts;
    }

    /**
     * Reads a body; an empty one has no fields.
     *
     * @param contentType decides between a form and JSON; without it, a body that begins with a brace is JSON
     * @throws HttpProblem 400 for anything else
     */
    public static RequestFields of(String contentType, byte[] body) {
        if (body == null || body.length == 0) {
            return new RequestFields(JSON.createObjectNode(), body, false);
        }
        // The parser would take a NUL for another encoding.
        if (WellFormed.utf8End(body) >= 0 || JsonBytes.hasNul(body)) {
            throw badRequest("The body must be UTF-8 without NUL.");
        }
        boolean isForm = contentType == null || contentType.isEmpty() ? body[0] != '{' : isForm(contentType);
        return new RequestFields(isForm ? FormText.fields(body) : json(body), body, isForm);
    }

    /** Whether that content type is a form's. */
    public static boolean isForm(String contentType) {
        String form = MediaType.APPLICATION_FORM_URLENCODED;
        return contentType != null && contentType.regionMatches(true, 0, form, 0, form.length());
    }

    /** All fields. */
    public ObjectNode all() {
        return fields;
    }

    /** Whether the fields are those of a form, which has texts only. */
    public boolean areTexts() {
        return areTexts;
    }

    /** The field; empty if it is absent or null. */
    public Optional<JsonNode> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isNull());
    }

    /**
     * The text of the field, of which a number or a truth value has one too; empty if it is absent or null.
     *
     * @throws HttpProblem 400 for an object or an array
     */
    public Optional<String> text(String name) {
        return field(name).map(value -> {
            if (value.isContainerNode()) {
                throw badRequest("The field " + name + " must be text.");
            }
            return value.asText();
        });
    }

    /** The text of the field, or else its JSON as the body has it; empty if the field is absent or null. */
    public Optional<String> written(String name) {
        return field(name).map(value -> value.isTextual() ? value.textValue() : written(body, name));
    }

    /** 400 with that explanation. */
    public static HttpProblem badRequest(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }

    private static String written(byte[] body, String name) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = parser.currentName().equals(name);
                parser.nextToken();
                if (isIt) {
                    return WrittenValue.of(parser, body);
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException readBefore) {
            throw new UncheckedIOException(readBefore);
        }
    }

    private static ObjectNode json(byte[] body) {
        try {
            JsonNode value = JSON.readTree(body);
            if (value instanceof ObjectNode object) {
                return object;
            }
            throw badRequest("The body must be a JSON object or a form.");
        } catch (JsonProcessingException malformed) {
            throw badRequest("The body " + JsonFault.of(malformed) + ", or a form.");
        } catch (IOException | NumberFormatException hugeExponent) {
            throw badRequest("The body must be a JSON object or a form, with numbers of usual size.");
        }
    }
}
