package dev.fleetcast.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Closes the connection of a refused client that is still sending. An immediate close would reset the connection, and
 * the client might never read the response, so incoming data is discarded for a while.
 */
final class LingeringClose {

    private static final long PATIENCE_MILLIS = 2_000;

    private LingeringClose() {}

    /** Closes the connection once the response has been sent and the request is complete, or after a timeout. */
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
