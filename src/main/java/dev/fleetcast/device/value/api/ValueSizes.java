package dev.fleetcast.device.value.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.device.value.ValueJson;
import dev.fleetcast.device.value.ValueRules;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;

/** The values that requests bring, and how large they may be. */
@ApplicationScoped
class ValueSizes {

    private static final int MAX_BYTES = 64 * 1024;
    /** A value that devices follow by events must fit into one. */
    private static final int MAX_EVENT_BYTES = 16_384;

    private final ValueRules rules;

    ValueSizes(ValueRules rules) {
        this.rules = rules;
    }

    /**
     * The JSON of a body.
     *
     * @throws HttpProblem 413 if it is larger than any value, 400 if it is not one JSON value
     */
    static JsonNode parse(byte[] body) {
        if (body != null && body.length > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            return ValueJson.parse(body == null ? new byte[0] : body);
        } catch (IOException malformed) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body must be one JSON value without duplicate members.");
        }
    }

    /**
     * The value as it is kept.
     *
     * @throws HttpProblem 413 if it is too large for a value of that name
     */
    String fitting(String name, JsonNode value) {
        String json = ValueJson.text(value);
        if (json.length() > largest(name)) {
            throw tooLarge(name);
        }
        return json;
    }

    /** The most bytes that the value of that name may have. */
    int largest(String name) {
        return rules.changeEvent(name).isPresent() ? MAX_EVENT_BYTES : MAX_BYTES;
    }

    /** 413, with the limit for that name. */
    HttpProblem tooLarge(String name) {
        return rules.changeEvent(name).isPresent()
                ? HttpProblem.valueOf(
                        Status.REQUEST_ENTITY_TOO_LARGE,
                        "Devices follow this value by events; it must have at most " + MAX_EVENT_BYTES + " bytes.")
                : tooLarge();
    }

    private static HttpProblem tooLarge() {
        return HttpProblem.valueOf(
                Status.REQUEST_ENTITY_TOO_LARGE, "A value must have at most " + MAX_BYTES + " bytes of JSON.");
    }
}
