package dev.fleetcast.problem;

import dev.fleetcast.connection.ConnectionConfig;
import dev.fleetcast.connection.Doors;
import dev.fleetcast.connection.NetworkAddress;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Reads request bodies before the resource runs: on the event loop, so that slow clients hold no worker thread, and
 * within the limits of size, time and memory. A client that disconnects while sending costs only what it has sent.
 */
class Bodies {

    /** After all filters that may refuse the request: the bodies of refused callers are not read. */
    private static final int LAST = 100_000;

    private final long maxBytes;
    private final Duration timeout;
    private final MemoryBudget budget;
    private final Doors doors;

    Bodies(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBytes,
            ConnectionConfig config,
            MemoryBudgets budgets,
            Doors doors) {
        this.maxBytes = maxBytes.asLongValue();
        this.timeout = config.bodyTimeout();
        this.budget = budgets.of(MemoryKind.BODIES);
        this.doors = doors;
    }

    /** Quarkus's own size check answers without a body and then fails with an error. */
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void takeOver(RoutingContext request) {
        request.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
    }

    @ServerRequestFilter(nonBlocking = true, priority = LAST)
    Uni<Void> read(RoutingContext context, ContainerRequestContext resource) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || !mayHaveBody(request)) {
            return Uni.createFrom().voidItem();
        }
        MemoryHolder sender = MemoryHolder.ofAddress(NetworkAddress.of(request.remoteAddress()));
        BodyReader reader = new BodyReader(context, maxBytes, timeout, budget, sender);
        return reader.read()
                .invoke(body -> {
                    doors.received(request);
                    resource.setEntityStream(new ByteArrayInputStream(body));
                })
                .replaceWithVoid();
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.streamId() > 0;
    }
}
