package dev.fleetcast.socket;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds the cost of a WebSocket's client. Without compression, a connection needs no window per direction, and a small
 * frame cannot expand to a large one.
 */
@ApplicationScoped
class SocketLimits implements HttpServerOptionsCustomizer {

    /** A larger frame, or a larger message in several frames, closes the connection with 1009. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int CLOSING_SECONDS = 5;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        limit(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        limit(options);
    }

    private static void limit(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(MAX_BYTES)
                .setMaxWebSocketMessageSize(MAX_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(CLOSING_SECONDS);
    }
}
