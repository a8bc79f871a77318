package dev.fleetcast.stream.api;

import dev.fleetcast.access.request.RequestLogin;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * Answers pongs for the streams of this replica. With thousands of idle streams, pongs are nearly all requests, and the
 * way to a resource costs several times the work of a pong. Every other pong, such as one with a body, for a stream
 * elsewhere or for none, continues to {@link PongResource}.
 */
@ApplicationScoped
class PongRoute {

    /**
     * After the filters that may refuse a request, of which Quarkus's CORS filter, at 300, is the last; before those at 200
     * and less, which prepare a login that resources need.
     */
    private static final int ORDER = -260;

    private static final String STREAM_ID = "stream_id";
    private static final String NO_BYTES = "0";
    private static final String JSON = "application/json;charset=UTF-8";

    private final RequestLogin logins;
    private final StreamRequests calls;

    PongRoute(RequestLogin logins, StreamRequests calls) {
        this.logins = logins;
        this.calls = calls;
    }

    void register(@Observes Router router) {
        router.post("/sse/telemetry/pong/:" + STREAM_ID).order(ORDER).handler(this::take);
        router.post("/sse/pong/:" + STREAM_ID).order(ORDER).handler(this::take);
    }

    private void take(RoutingContext request) {
        Optional<StreamId> open = isBare(request.request())
                ? StreamId.parse(request.pathParam(STREAM_ID)).filter(calls::isHere)
                : Optional.empty();
        open.ifPresentOrElse(id -> answer(request, id), request::next);
    }

    private void answer(RoutingContext request, StreamId id) {
        logins.presented(request)
                .chain(viewer ->
                        calls.put(new StreamRequest(StreamRequest.Kind.PONG, id, viewer.orElse(null), List.of())))
                .subscribe()
                .with(answer -> succeed(request, id), failed -> request.next());
    }

    /** The id consists of characters that JSON need not escape. */
    private static void succeed(RoutingContext request, StreamId id) {
        if (!request.response().ended()) {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            request.response().end("{\"data\":{\"stream_id\":\"" + id.value() + "\"}}");
        }
    }

    /** Without parameters and body, of which the filters of resources may refuse some. */
    private static boolean isBare(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.query() == null
                && request.version() != HttpVersion.HTTP_2
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                && (length == null || length.equals(NO_BYTES));
    }
}
