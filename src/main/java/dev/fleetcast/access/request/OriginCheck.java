package dev.fleetcast.access.request;

import dev.fleetcast.problem.ProblemResponse;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses pages of foreign origins with a problem, before Quarkus's CORS filter answers with an empty body. */
@ApplicationScoped
class OriginCheck {

    /** Before Quarkus's CORS filter, which has priority 300. */
    private static final int PRIORITY = 400;

    private final Origins origins;

    OriginCheck(Origins origins) {
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origins.mayRead(context.request())) {
            context.next();
        } else {
            ProblemResponse.send(context, 403, "This origin is not allowed.");
        }
    }
}
