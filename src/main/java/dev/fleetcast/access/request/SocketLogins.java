package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin.Credentials;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Logins of WebSockets, whose messages are writes without headers: pages of other sites must not open them by cookie. */
@ThreadSafe
@ApplicationScoped
public class SocketLogins {

    private final RequestLogin logins;

    SocketLogins(RequestLogin logins) {
        this.logins = logins;
    }

    /**
     * The viewer of the request that opens a WebSocket: empty without credentials and with an expired or invalid cookie.
     *
     * @return fails with {@link AuthenticationFailedException} (a 401) for an invalid {@code Authorization} header, with
     *     {@link io.quarkus.security.ForbiddenException} for a cookie that no allowed page sent, and with a 503 problem
     *     while this replica starts
     */
    public Uni<Optional<Viewer>> opening(RoutingContext request) {
        Optional<Credentials> credentials = Credentials.of(request.request());
        if (credentials.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Uni<Optional<Viewer>> viewer =
                logins.ofWriter(request, credentials.get()).map(login -> Optional.of(login.viewer()));
        return credentials.get().byCookie()
                ? viewer.onFailure(AuthenticationFailedException.class).recoverWithItem(Optional.empty())
                : viewer;
    }

    /**
     * The viewer of a login token that arrived on an open WebSocket.
     *
     * @return fails like {@link #opening} with an invalid header
     */
    public Uni<Viewer> byToken(String token) {
        return logins.ofToken(token).map(Login::viewer);
    }
}
