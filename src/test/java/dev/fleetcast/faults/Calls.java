package dev.fleetcast.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The calls of dashboards, which reach any replica. */
final class Calls {

    /** Longer than the five seconds within which every call is answered. */
    private static final int TIMEOUT_MILLIS = 8_000;

    /** The result of a call. */
    record Answer(int status, String retryAfter, String authorization, String body) {

        JsonObject json() {
            return new JsonObject(body);
        }

        /** Whether the call succeeded, for every requested unit. */
        boolean worked() {
            return status == 200
                    && json().getJsonArray("data").stream()
                            .allMatch(unit -> ((JsonObject) unit).getInteger("status") == 200);
        }
    }

    private final HttpClient http;
    private final int port;

    Calls(Vertx vertx, int port) {
        this.port = port;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(256)
                .setKeepAliveTimeout(5)
                .setConnectTimeout(3_000));
    }

    /** Logs in a demo account, whose password is its name. */
    Future<Answer> login(String account) {
        JsonObject body = new JsonObject().put("username", account).put("password", account);
        return post("/api/v1/auth/login", null, body.toBuffer());
    }

    /** Creates a user of the first client, whose password is its name. */
    Future<Answer> createUser(String login, String name) {
        JsonObject body =
                new JsonObject().put("username", name).put("password", name).put("client_ids", new JsonArray().add(1));
        return post("/api/v1/admin/users", login, body.toBuffer());
    }

    /** Requests the unit's data with a subscription token. */
    Future<Answer> unit(String login, long unit) {
        return call(HttpMethod.GET, "/api/v1/monitoring/unit/" + unit, login, Buffer.buffer());
    }

    Future<Answer> subscribe(String login, String streamId, List<String> tokens) {
        JsonObject body = new JsonObject().put("tokens", new JsonArray(tokens));
        return post("/sse/telemetry/subscribe/" + streamId, login, body.toBuffer());
    }

    Future<Answer> logout(String login) {
        return post("/api/v1/auth/logout", login, Buffer.buffer());
    }

    Future<Answer> pong(String streamId) {
        return post("/sse/telemetry/pong/" + streamId, null, Buffer.buffer());
    }

    Future<Answer> health(String probe) {
        return call(HttpMethod.GET, "/q/health/" + probe, null, Buffer.buffer());
    }

    Future<Answer> metrics() {
        return call(HttpMethod.GET, "/q/metrics", null, Buffer.buffer());
    }

    private Future<Answer> post(String path, String login, Buffer body) {
        return call(HttpMethod.POST, path, login, body);
    }

    private Future<Answer> call(HttpMethod method, String path, String login, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .setTimeout(TIMEOUT_MILLIS);
        if (body.length() > 0) {
            options.putHeader("Content-Type", "application/json");
        }
        if (login != null) {
            options.putHeader("Authorization", "Bearer " + login);
        }
        // Request the body in the response handler: later it may be gone.
        return http.request(options).compose(request -> request.send(body).compose(Calls::answer));
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        return response.body()
                .map(text -> new Answer(
                        response.statusCode(),
                        response.getHeader("Retry-After"),
                        response.getHeader("Authorization"),
                        text.toString()));
    }
}
