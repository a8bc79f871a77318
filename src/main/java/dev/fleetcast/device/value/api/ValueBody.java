package dev.fleetcast.device.value.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.device.event.EventRules;
import dev.fleetcast.device.value.ValueJson;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;

/** The values that requests bring. */
final class ValueBody {

    private ValueBody() {}

    /**
     * The JSON of a body.
     *
     * @throws HttpProblem 413 if it is larger than any value, 400 if it is not one JSON value
     */
    static JsonNode parse(byte[] body) {
        if (body != null && body.length > EventRules.MAX_VALUE_BYTES) {
            throw tooLarge();
        }
        try {
            return ValueJson.parse(body == null ? new byte[0] : body);
        } catch (IOException malformed) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body must be one JSON value without duplicate members.");
        }
    }

    /** 413. */
    static HttpProblem tooLarge() {
        return HttpProblem.valueOf(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "A value must have at most " + EventRules.MAX_VALUE_BYTES + " bytes of JSON.");
    }
}
