package dev.fleetcast.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells browsers that have come by https never to come without it again, whoever ends TLS. */
@ApplicationScoped
class StrictTransport {

    /** Before whatever answers. */
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
