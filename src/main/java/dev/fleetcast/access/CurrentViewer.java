package dev.fleetcast.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The user behind the request at hand. */
@RequestScoped
public class CurrentViewer {

    private final SecurityIdentity identity;
    private final RequestLogin logins;

    CurrentViewer(SecurityIdentity identity, RequestLogin logins) {
        this.identity = identity;
        this.logins = logins;
    }

    /**
     * The authenticated viewer; for resources that demand a login ({@code @Authenticated}, {@code @RolesAllowed}).
     *
     * @throws UnauthorizedException without a login
     */
    public Viewer viewer() {
        return login().viewer();
    }

    Login login() {
        Login login = identity.getAttribute(LoginMechanism.LOGIN);
        if (login == null) {
            throw new UnauthorizedException();
        }
        return login;
    }

    /**
     * The viewer where a login is not demanded: empty without credentials, with a stale or bad cookie, and with a cookie
     * that another site may have caused to be sent with a write.
     *
     * @return fails with {@link AuthenticationFailedException} (a 401) for a bad {@code Authorization} header, and with a
     *     503 problem while this replica starts
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

    /** Whether all that the request brings is what its browser sends of its own accord. */
    public static boolean isByCookie(RoutingContext request) {
        return Credentials.of(request.request()).filter(Credentials::byCookie).isPresent();
    }

    /**
     * The viewer whose credentials come with a write that does nothing for them: empty without any, and with such as are not
     * valid.
     */
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
