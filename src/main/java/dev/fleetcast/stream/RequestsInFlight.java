package dev.fleetcast.stream;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/** How many HTTP requests, streams among them, are not answered to their end yet; safe for use by any thread. */
@ApplicationScoped
class RequestsInFlight {

    /** Before everything that may answer. */
    private static final int FIRST = 10_000;

    private final AtomicInteger count = new AtomicInteger();

    void watch(@Observes Filters filters) {
        filters.register(this::follow, FIRST);
    }

    /** Whether there is none. */
    boolean areOver() {
        return count.get() == 0;
    }

    private void follow(RoutingContext request) {
        count.incrementAndGet();
        request.addEndHandler(ended -> count.decrementAndGet());
        request.next();
    }
}
