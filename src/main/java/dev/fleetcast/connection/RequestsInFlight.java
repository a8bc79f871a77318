package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts HTTP requests, including streams, whose response is not complete, and WebSockets that are open. */
@ThreadSafe
@ApplicationScoped
class RequestsInFlight {

    /** Runs before every handler that may respond. */
    private static final int FIRST = 10_000;

    private final AtomicInteger count = new AtomicInteger();

    void watch(@Observes Filters filters) {
        filters.register(this::follow, FIRST);
    }

    /** Whether no request is in flight. */
    boolean isEmpty() {
        return count.get() == 0;
    }

    private void follow(RoutingContext request) {
        count.incrementAndGet();
        AtomicBoolean over = new AtomicBoolean();
        request.addEndHandler(ended -> end(over));
        if (request.request().headers().contains(HttpHeaders.UPGRADE)
                && request.request().connection() instanceof ConnectionBase connection) {
            // The request of a WebSocket has no end of its own.
            connection.channel().closeFuture().addListener(closed -> end(over));
        }
        request.next();
    }

    private void end(AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            count.decrementAndGet();
        }
    }
}
