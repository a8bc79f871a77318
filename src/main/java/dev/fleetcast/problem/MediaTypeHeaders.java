package dev.fleetcast.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;

/**
 * Handles what would make the framework fail: with a malformed {@code Content-Type} the body counts as one of unknown
 * type (RFC 9110, 8.3), accepted where any type is accepted, and answered with 415 elsewhere; an {@code Accept} without
 * a type counts as missing.
 */
@ApplicationScoped
class MediaTypeHeaders {

    private static final int PRIORITY = 200;
    private static final Pattern NO_TYPE = Pattern.compile("[\\s,]*");

    void register(@Observes Filters filters) {
        filters.register(MediaTypeHeaders::replace, PRIORITY);
    }

    private static void replace(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isReadable(type)) {
            context.request().headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accept != null && NO_TYPE.matcher(accept).matches()) {
            context.request().headers().remove(HttpHeaders.ACCEPT);
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
