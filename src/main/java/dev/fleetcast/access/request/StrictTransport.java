package dev.fleetcast.access.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells browsers that use https to never fall back to http, wherever TLS ends. */
@ApplicationScoped
class StrictTransport {

    /** Before every filter that may answer. */
    private static final int PRIORITY = 360;

    private static final String A_YEAR = "max-age=31536000";

    private final PublicUrl publicUrl;

    StrictTransport(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, PRIORITY);
    }

    private void add(RoutingContext context) {
        if (publicUrl.base(context.request()).startsWith("https:")) {
            context.response().putHeader("Strict-Transport-Security", A_YEAR);
        }
        context.next();
    }
}
