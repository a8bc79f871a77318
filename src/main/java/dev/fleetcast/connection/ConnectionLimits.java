package dev.fleetcast.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds the cost of one connection. By default, the kernel's send buffer of a client that does not read grows to
 * megabytes of outdated positions, and an HTTP/2 connection may carry any number of streams.
 */
@ApplicationScoped
class ConnectionLimits implements HttpServerOptionsCustomizer {

    /** More than all tabs of one browser need; the minimum that RFC 9113 recommends. */
    private static final long HTTP2_STREAMS = 100;

    private final StreamConnectionConfig config;

    ConnectionLimits(StreamConnectionConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        limit(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        limit(options);
    }

    private void limit(HttpServerOptions options) {
        options.setSendBufferSize(Math.toIntExact(config.sendBuffer().asLongValue()));
        options.getInitialSettings().setMaxConcurrentStreams(HTTP2_STREAMS);
    }
}
