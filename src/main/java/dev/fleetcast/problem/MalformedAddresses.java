package dev.fleetcast.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;

/** Refuses addresses that are none, as those with a stray percent sign, with a problem; Quarkus does it without a body. */
@ApplicationScoped
public class MalformedAddresses {

    /** Before every other filter. */
    private static final int PRIORITY = 1_000;

    /**
     * Switches the check of Quarkus off. It knows no other way than this system property, and reads it when the application
     * starts: to be called before that.
     */
    public static void areAnsweredHere() {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    void register(@Observes Filters filters) {
        filters.register(MalformedAddresses::check, PRIORITY);
    }

    /** Where a path cannot be decoded no route is found, not even that of the check. */
    void register(@Observes Router router) {
        router.errorHandler(400, MalformedAddresses::refuse);
    }

    private static void check(RoutingContext context) {
        try {
            new URI(context.request().uri());
            context.next();
        } catch (URISyntaxException malformed) {
            refuse(context);
        }
    }

    private static void refuse(RoutingContext context) {
        ProblemResponse.send(context, 400, "The address is malformed");
    }
}
