package dev.fleetcast.problem;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Answers failures outside of resources with problem details, where Quarkus would send no body. */
@ApplicationScoped
class EarlyProblems {

    private static final Logger LOG = Logger.getLogger(EarlyProblems.class);

    /** After Quarkus's CORS filter, which has priority 300: pages of allowed origins must be able to read the response. */
    private static final int PRIORITY = 250;

    /** Before every handler that needs a part of the application. */
    private static final int FIRST = 20_000;

    /** Failure handlers run in the order of their routes. */
    private static final int BEFORE_ALL_ROUTES = Integer.MIN_VALUE + 1;

    private final long maxBody;
    private volatile boolean stopped;

    EarlyProblems(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseAfterTheEnd, FIRST);
        filters.register(this::refuseLargeBody, PRIORITY);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_ROUTES).failureHandler(EarlyProblems::answer);
    }

    /** In dev mode the server outlives the application, and requests that waited for the next one come here. */
    private void refuseAfterTheEnd(RoutingContext context) {
        if (stopped) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            ProblemResponse.send(context, 503, "This replica has stopped. Try again.");
        } else {
            context.next();
        }
    }

    private void refuseLargeBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBody) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        LingeringClose.after(context);
        ProblemResponse.send(context, 413, "The body is too large.");
    }

    private static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null) {
            ProblemResponse.send(context, context.statusCode(), null);
        } else if (failure instanceof UnauthorizedException || failure instanceof AuthenticationException) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            ProblemResponse.send(context, 401, "A login is required.");
        } else if (failure instanceof ForbiddenException) {
            ProblemResponse.send(context, 403, "This login does not permit the request.");
        } else {
            answerUnexpected(context, failure);
        }
    }

    private static void answerUnexpected(RoutingContext context, Throwable failure) {
        var outage = Outages.behind(failure);
        if (outage.isPresent()) {
            context.response().putHeader("Retry-After", "2");
            ProblemResponse.send(context, 503, outage.get());
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            ProblemResponse.send(context, context.statusCode(), null);
        } else {
            LOG.errorf(
                    failure,
                    "Unexpected failure of %s",
                    MaskedPath.of(context.request().path()));
            ProblemResponse.send(context, 500, "Internal error. The server log has the details.");
        }
    }
}
