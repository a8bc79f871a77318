package dev.fleetcast.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;

/**
 * Handles a malformed {@code Content-Type}, which would make the framework fail: the body counts as one of unknown type
 * (RFC 9110, 8.3), accepted where any type is accepted, and answered with 415 elsewhere.
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
