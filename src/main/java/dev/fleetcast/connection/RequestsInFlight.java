package dev.fleetcast.connection;

import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts HTTP requests, including streams, whose response is not complete. */
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
        request.addEndHandler(ended -> count.decrementAndGet());
        request.next();
    }
}
