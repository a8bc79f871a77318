package dev.fleetcast.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Sends problem details for requests that do not reach a resource. */
public final class ProblemResponse {

    private static final String MEDIA_TYPE = "application/problem+json";

    private ProblemResponse() {}

    /**
     * Ends the request with a problem; does nothing if it has already been answered.
     *
     * @param detail null for the reason phrase of the status
     */
    public static void send(RoutingContext context, int status, String detail) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
        JsonObject problem = new JsonObject()
                .put("type", ProblemType.of(status).uri().toString())
                .put("title", reason)
                .put("status", status)
                .put("detail", detail == null ? reason : detail)
                .put("instance", MaskedPath.of(path(context)));
        DeviceApiErrors.of(path(context), status, Map.of(), problem.getString("detail"))
                .forEach(problem::put);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .end(problem.toBuffer());
    }

    private static String path(RoutingContext context) {
        String path = context.request().path();
        return path == null ? "" : path;
    }
}
