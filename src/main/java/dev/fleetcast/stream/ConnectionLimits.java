package dev.fleetcast.stream;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds what one connection may cost. Left alone, the kernel's send buffer of a client that does not read grows to
 * megabytes, all of it positions that are no longer true; and over HTTP/2 one connection may carry any number of streams.
 */
@ApplicationScoped
class ConnectionLimits implements HttpServerOptionsCustomizer {

    /** More than a page needs, with all its tabs; what RFC 9113 advises as the least. */
    private static final long HTTP2_STREAMS = 100;

    private final StreamConfig config;

    ConnectionLimits(StreamConfig config) {
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
