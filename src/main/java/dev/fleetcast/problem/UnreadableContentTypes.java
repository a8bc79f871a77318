package dev.fleetcast.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

/**
 * A {@code Content-Type} that is none makes the framework fail. Here the body counts as one of unknown type instead, as RFC
 * 9110 (8.3) has it: taken where any is, and a 415 elsewhere.
 */
@ApplicationScoped
class UnreadableContentTypes {

    private static final int PRIORITY = 200;

    void register(@Observes Filters filters) {
        filters.register(UnreadableContentTypes::replace, PRIORITY);
    }

    private static void replace(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isReadable(type)) {
            context.request().headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
        context.next();
    }

    private static boolean isReadable(String type) {
        try {
            MediaType.valueOf(type);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
