package dev.fleetcast.access.request;

import dev.fleetcast.access.request.RequestLogin.Credentials;
import dev.fleetcast.access.token.DeviceLogin;
import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.access.token.InvalidTokenException;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Determines the caller of a request where the resource decides which credentials it accepts. */
@ThreadSafe
@ApplicationScoped
public class Callers {

    private final RequestLogin logins;
    private final DeviceTokens devices;
    private final QueryLogins queries;
    private final Knowledge knowledge;

    Callers(RequestLogin logins, DeviceTokens devices, QueryLogins queries, Knowledge knowledge) {
        this.logins = logins;
        this.devices = devices;
        this.queries = queries;
        this.knowledge = knowledge;
    }

    /**
     * The caller according to the {@code Authorization} header, else the cookie.
     *
     * @return fails with {@link AuthenticationFailedException} (a 401) for invalid credentials, with {@link
     *     ForbiddenException} for a write by cookie that another site may have caused, and with a 503 problem while
     *     this replica starts
     */
    public Uni<Caller> of(RoutingContext request) {
        return shownBy(request, Credentials.of(request.request()));
    }

    /** Like {@link #of}, for requests that need no credentials: ignores the cookie, which browsers send automatically. */
    public Uni<Caller> byHeader(RoutingContext request) {
        return shownBy(request, Credentials.of(request.request()).filter(credentials -> !credentials.byCookie()));
    }

    /**
     * Like {@link #of}, or like {@link #byHeader} when no login is needed, for a request that opens a feed. If {@code
     * fleetcast.access.query-token} allows it, a device token in the query takes precedence over the cookie.
     *
     * @param reconnect whether a browser reconnects an {@code EventSource}: the token in its cookie then stays valid as
     *     long as its session lives
     */
    public Uni<Caller> ofFeed(RoutingContext request, boolean needsLogin, boolean reconnect) {
        Optional<Credentials> sent = Credentials.of(request.request());
        Optional<String> named = queries.named(request, sent);
        if (named.isPresent()) {
            return device(named.get());
        }
        return shownBy(
                request,
                sent.filter(shown -> needsLogin || !shown.byCookie())
                        .map(shown -> reconnect && shown.byCookie() ? shown.ofReconnect() : shown));
    }

    /** Like {@link #of}, with a token that the resource has found in another part of the request. */
    public Uni<Caller> showing(RoutingContext request, String token) {
        return shownBy(request, Optional.of(new Credentials(token, false)));
    }

    private Uni<Caller> shownBy(RoutingContext request, Optional<Credentials> credentials) {
        if (credentials.isEmpty()) {
            return Uni.createFrom().item(Caller.ANONYMOUS);
        }
        Credentials shown = credentials.get();
        return !shown.byCookie() && DeviceTokens.isMeant(shown.token())
                ? device(shown.token())
                : logins.of(request, shown).map(login -> Caller.user(login.viewer()));
    }

    private Uni<Caller> device(String token) {
        return RequestLogin.onContext(knowledge.soon(View.REGISTRY).map(known -> Caller.device(verified(token))));
    }

    private DeviceLogin verified(String token) {
        try {
            return devices.verify(token);
        } catch (InvalidTokenException invalid) {
            throw new AuthenticationFailedException(invalid);
        }
    }
}
