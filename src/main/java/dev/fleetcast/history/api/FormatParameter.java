package dev.fleetcast.history.api;

import dev.fleetcast.history.format.HistoryFormat;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Makes {@code ?format=} of requests for past messages an {@code Accept}: links cannot have headers. */
@ApplicationScoped
class FormatParameter {

    private static final String PAST = "/api/v1/history/";
    private static final int PRIORITY = 10;

    void register(@Observes Filters filters) {
        filters.register(FormatParameter::apply, PRIORITY);
    }

    private static void apply(RoutingContext request) {
        if (request.normalizedPath().startsWith(PAST)) {
            request.queryParam("format").stream()
                    .findFirst()
                    .flatMap(HistoryFormat::of)
                    .ifPresent(format -> request.request().headers().set(HttpHeaders.ACCEPT, format.mediaType()));
        }
        request.next();
    }
}
