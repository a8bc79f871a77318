package dev.fleetcast.access;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** The login of one request: proven once, guarded against other sites, and renewed with the response. */
@ApplicationScoped
class RequestLogin {

    private final Authentication authentication;
    private final Origins origins;
    private final TokenRenewal renewal;
    private final Knowledge knowledge;

    RequestLogin(Authentication authentication, Origins origins, TokenRenewal renewal, Knowledge knowledge) {
        this.knowledge = knowledge;
        this.authentication = authentication;
        this.origins = origins;
        this.renewal = renewal;
    }

    /**
     * Proves the credentials; the answer comes on the caller's Vert.x context.
     *
     * @return fails as {@link Authentication#login} does, with a 503 problem while users and ended sessions are not known, and with {@link ForbiddenException} for a write by cookie that
     *     another site may have caused
     */
    Uni<Login> of(RoutingContext request, Credentials credentials) {
        return onContext(login(request, credentials)).invoke(login -> {
            if (mayBeCausedByOthers(request, login)) {
                throw new ForbiddenException("A write by cookie must come from an allowed origin");
            }
            renewal.withResponse(request, login);
        });
    }

    /** As {@link #of}, but of a write that another site may cause as well, since it does nothing for whoever is logged in. */
    Uni<Login> ofHarmless(RoutingContext request, Credentials credentials) {
        return onContext(login(request, credentials)).invoke(login -> {
            if (!mayBeCausedByOthers(request, login)) {
                renewal.withResponse(request, login);
            }
        });
    }

    private Uni<Login> login(RoutingContext request, Credentials credentials) {
        // A 503 would end a browser's EventSource for good: it waits as long as it takes.
        Uni<Void> known = isEventSource(request.request())
                ? knowledge.of(View.REGISTRY, View.SESSIONS)
                : knowledge.soon(View.REGISTRY, View.SESSIONS);
        return known.chain(() -> authentication.login(credentials));
    }

    private static boolean isEventSource(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.method() == HttpMethod.GET
                && accepted != null
                && accepted.contains(MediaType.SERVER_SENT_EVENTS);
    }

    private boolean mayBeCausedByOthers(RoutingContext request, Login login) {
        return login.byCookie() && !origins.mayWrite(request.request());
    }

    private static <T> Uni<T> onContext(Uni<T> result) {
        Context context = Vertx.currentContext();
        return context == null
                ? result
                : result.emitOn(task -> {
                    if (Vertx.currentContext() == context) {
                        task.run();
                    } else {
                        context.runOnContext(ignored -> task.run());
                    }
                });
    }
}
