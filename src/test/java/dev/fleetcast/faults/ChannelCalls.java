package dev.fleetcast.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;

/** The calls of publishers, devices and administrators of channels. */
final class ChannelCalls {

    /** Longer than the five seconds within which every call is answered. */
    private static final int TIMEOUT_MILLIS = 8_000;

    /** The result of a call. */
    record Answer(int status, String body) {}

    private final HttpClient http;
    private final int port;

    ChannelCalls(Vertx vertx, int port) {
        this.port = port;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(64)
                .setKeepAliveTimeout(5)
                .setConnectTimeout(3_000));
    }

    /** Pushes an event and returns the status of the response. */
    Future<Integer> push(String channel, JsonObject event) {
        return call(
                        HttpMethod.POST,
                        "/push/" + channel,
                        event.toBuffer(),
                        "Content-Type",
                        "application/vnd.fleetcast.event+json")
                .map(Answer::status);
    }

    /** Confirms an event and returns the status of the response. */
    Future<Integer> confirm(String channel, String device, String id) {
        return call(
                        HttpMethod.POST,
                        "/feedback/" + channel,
                        Buffer.buffer("status=rx+ok"),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "device",
                        device,
                        "Last-Event-ID",
                        id)
                .map(Answer::status);
    }

    /** Requests the path. */
    Future<Answer> get(String path, String login) {
        return call(HttpMethod.GET, path, Buffer.buffer(), "Authorization", "Bearer " + login);
    }

    private Future<Answer> call(HttpMethod method, String path, Buffer body, String... headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .setTimeout(TIMEOUT_MILLIS);
        for (int i = 0; i < headers.length; i += 2) {
            options.putHeader(headers[i], headers[i + 1]);
        }
        // Request the body in the response handler: later it may be gone.
        return http.request(options)
                .compose(request -> request.send(body)
                        .compose(response ->
                                response.body().map(text -> new Answer(response.statusCode(), text.toString()))));
    }
}
