package dev.fleetcast.access;

import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The login of one request: proven once, guarded against other sites, and renewed with the response. */
@ApplicationScoped
class RequestLogin {

    private final Authentication authentication;
    private final Origins origins;
    private final TokenRenewal renewal;

    RequestLogin(Authentication authentication, Origins origins, TokenRenewal renewal) {
        this.authentication = authentication;
        this.origins = origins;
        this.renewal = renewal;
    }

    /**
     * Proves the credentials; the answer comes on the caller's Vert.x context.
     *
     * @return fails as {@link Authentication#login} does, and with {@link ForbiddenException} for a write by cookie that
     *     another site may have caused
     */
    Uni<Login> of(RoutingContext request, Credentials credentials) {
        return onContext(authentication.login(credentials)).invoke(login -> {
            if (mayBeCausedByOthers(request, login)) {
                throw new ForbiddenException("A write by cookie must come from an allowed origin");
            }
            renewal.withResponse(request, login);
        });
    }

    /** As {@link #of}, but of a write that another site may cause as well, since it does nothing for whoever is logged in. */
    Uni<Login> ofHarmless(RoutingContext request, Credentials credentials) {
        return onContext(authentication.login(credentials)).invoke(login -> {
            if (!mayBeCausedByOthers(request, login)) {
                renewal.withResponse(request, login);
            }
        });
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
