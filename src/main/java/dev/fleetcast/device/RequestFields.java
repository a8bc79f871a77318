package dev.fleetcast.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.text.JsonFault;
import dev.fleetcast.text.WellFormed;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fields of a request's body, which is a form or a JSON object: clients of the device API send either. Fields of a
 * form are texts.
 */
public final class RequestFields {

    private static final ObjectMapper JSON =
            new ObjectMapper(new JsonFactory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAX_FIELDS = 100;

    private final ObjectNode fields;
    private final boolean areTexts;

    private RequestFields(ObjectNode fields, boolean areTexts) {
        this.fields = fields;
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
            return new RequestFields(JSON.createObjectNode(), false);
        }
        if (WellFormed.utf8End(body) >= 0) {
            throw badRequest("The body must be UTF-8.");
        }
        boolean isForm = contentType == null || contentType.isEmpty() ? body[0] != '{' : isForm(contentType);
        return new RequestFields(isForm ? form(body) : json(body), isForm);
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

    /** 400 with that explanation. */
    public static HttpProblem badRequest(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }

    private static ObjectNode form(byte[] body) {
        ObjectNode fields = JSON.createObjectNode();
        try {
            new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8, false, MAX_FIELDS)
                    .parameters()
                    .forEach((name, values) -> fields.put(name, values.get(0)));
        } catch (IllegalArgumentException malformed) {
            throw badRequest("The body is not an encoded form.");
        }
        return fields;
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
        } catch (IOException inMemory) {
            throw badRequest("The body must be a JSON object or a form.");
        }
    }
}
