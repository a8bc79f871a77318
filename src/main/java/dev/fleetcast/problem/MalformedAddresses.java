package dev.fleetcast.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Answers malformed URIs, for example with a stray percent sign, with a problem; Quarkus sends an empty 400. A semicolon
 * counts as malformed: JAX-RS drops it and what follows, so that a path would mean another one.
 */
@ApplicationScoped
public class MalformedAddresses {

    /** Before all other filters. */
    private static final int PRIORITY = 1_000;

    /**
     * Disables Quarkus's check. The only way is this system property, which is read when the application starts, so
     * call it before that.
     */
    public static void areAnsweredHere() {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    void register(@Observes Filters filters) {
        filters.register(MalformedAddresses::check, PRIORITY);
    }

    /** No route matches an undecodable path, not even that of the check. */
    void register(@Observes Router router) {
        router.errorHandler(400, MalformedAddresses::refuse);
    }

    private static void check(RoutingContext context) {
        try {
            String path = new URI(context.request().uri()).getRawPath();
            if (path != null && path.indexOf(';') >= 0) {
                ProblemResponse.send(context, 400, "A semicolon in the path must be encoded, as %3B.");
            } else {
                context.next();
            }
        } catch (URISyntaxException malformed) {
            refuse(context);
        }
    }

    private static void refuse(RoutingContext context) {
        ProblemResponse.send(context, 400, "The URI is malformed.");
    }
}
