package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin.Credentials;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The user of the current request. */
@RequestScoped
public class CurrentViewer {

    private final SecurityIdentity identity;
    private final RequestLogin logins;

    CurrentViewer(SecurityIdentity identity, RequestLogin logins) {
        this.identity = identity;
        this.logins = logins;
    }

    /**
     * The authenticated viewer, for resources that require a login ({@code @Authenticated}, {@code @RolesAllowed}).
     *
     * @throws UnauthorizedException without a login
     */
    public Viewer viewer() {
        return login().viewer();
    }

    public Login login() {
        Login login = identity.getAttribute(LoginMechanism.LOGIN);
        if (login == null) {
            throw new UnauthorizedException();
        }
        return login;
    }

    /**
     * The viewer of a resource that does not require a login: empty without credentials, with an expired or invalid
     * cookie, and for a write by cookie that another site may have caused.
     *
     * @return fails with {@link AuthenticationFailedException} (a 401) for an invalid {@code Authorization} header, and
     *     with a 503 problem while this replica starts
     */
    public Uni<Optional<Viewer>> optional(RoutingContext request) {
        Optional<Credentials> credentials = Credentials.of(request.request());
        if (credentials.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Uni<Optional<Viewer>> viewer = logins.of(request, credentials.get()).map(login -> Optional.of(login.viewer()));
        return credentials.get().byCookie()
                ? viewer.onFailure(CurrentViewer::isRefusal).recoverWithItem(Optional.empty())
                : viewer;
    }

    /** Whether a cookie, which browsers send automatically, is the request's only credential. */
    public static boolean isByCookie(RoutingContext request) {
        return Credentials.of(request.request()).filter(Credentials::byCookie).isPresent();
    }

    /** The viewer of a write that has no effect on the viewer's behalf: empty without credentials and with invalid ones. */
    public Uni<Optional<Viewer>> presented(RoutingContext request) {
        return Credentials.of(request.request())
                .map(credentials -> logins.ofHarmless(request, credentials))
                .map(login -> login.map(known -> Optional.of(known.viewer()))
                        .onFailure()
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AuthenticationFailedException || failure instanceof ForbiddenException;
    }
}
