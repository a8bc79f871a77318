package dev.fleetcast.device.value.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.ValueJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Responses with shared values. */
final class ValueResponses {

    private ValueResponses() {}

    /** One value, with its version as ETag. */
    static Response value(SharedValue value) {
        ObjectNode body = ValueJson.object();
        body.set("data", ValueJson.of(value));
        return Response.ok(ValueJson.text(body))
                .header(HttpHeaders.ETAG, tag(value))
                .build();
    }

    /** Several values, with the members of {@code meta}. */
    static Response page(List<SharedValue> page, ObjectNode meta) {
        ObjectNode body = ValueJson.object();
        ArrayNode data = body.putArray("data");
        page.forEach(value -> data.add(ValueJson.of(value)));
        body.set("meta", meta);
        return Response.ok(ValueJson.text(body)).build();
    }

    static String tag(SharedValue value) {
        return '"' + Long.toString(value.version()) + '"';
    }
}
