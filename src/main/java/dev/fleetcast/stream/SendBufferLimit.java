package dev.fleetcast.stream;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds the kernel's send buffer of every connection: left alone it grows to megabytes for a client that does not read,
 * all of it positions that are no longer true.
 */
@ApplicationScoped
class SendBufferLimit implements HttpServerOptionsCustomizer {

    private final StreamConfig config;

    SendBufferLimit(StreamConfig config) {
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
    }
}
