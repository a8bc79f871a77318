package dev.fleetcast.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends the connection of a client that is refused while it is still sending. Closed at once, the connection would be reset
 * under what is on its way, and the client might never read why; so what comes is thrown away for a while.
 */
final class LingeringClose {

    private static final long PATIENCE_MILLIS = 2_000;

    private LingeringClose() {}

    /** Closes when the response has been sent and the request has come to its end, or takes too long to. */
    static void after(RoutingContext context) {
        context.addEndHandler(sent -> discard(context));
    }

    private static void discard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        long patience = context.vertx()
                .setTimer(PATIENCE_MILLIS, elapsed -> request.connection().close());
        request.handler(discarded -> {});
        request.endHandler(all -> {
            context.vertx().cancelTimer(patience);
            request.connection().close();
        });
        request.resume();
    }
}
