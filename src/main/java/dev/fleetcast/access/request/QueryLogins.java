package dev.fleetcast.access.request;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin.Credentials;
import dev.fleetcast.access.user.EndUsers;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Logins of requests that may carry their token in the query, if {@code fleetcast.access.query-token} allows it. */
@ThreadSafe
@ApplicationScoped
public class QueryLogins {

    private static final String PARAMETER = "token";

    private final RequestLogin logins;
    private final EndUsers endUsers;
    private final boolean allowed;

    @Inject
    QueryLogins(
            RequestLogin logins,
            EndUsers endUsers,
            AccessConfig config,
            @ConfigProperty(name = "fleetcast.demo.data", defaultValue = "false") boolean demo) {
        this.logins = logins;
        this.endUsers = endUsers;
        this.allowed = config.queryToken().orElse(demo);
    }

    /**
     * The viewer according to the {@code Authorization} header, else the query, else the cookie: browsers also send the
     * cookie of pages that pass a token explicitly.
     *
     * @param reconnect whether a browser reconnects an {@code EventSource}: a token from the query or the cookie then
     *     stays valid as long as its session lives
     * @return fails with a 401 for invalid or missing credentials, and with a 503 problem while this replica starts
     */
    public Uni<Viewer> viewer(RoutingContext request, boolean reconnect) {
        Optional<Credentials> sent = Credentials.of(request.request())
                .map(shown -> reconnect && shown.byCookie() ? shown.ofReconnect() : shown);
        Optional<String> named = named(request, sent);
        if (named.isPresent()) {
            return byQuery(request, named.get(), reconnect);
        }
        return sent.map(credentials -> logins.of(request, credentials).map(Login::viewer))
                .orElseGet(() -> Uni.createFrom().failure(new UnauthorizedException()));
    }

    /** The token in the query, if allowed and if there is no header. */
    Optional<String> named(RoutingContext request, Optional<Credentials> sent) {
        return allowed && sent.map(Credentials::byCookie).orElse(true)
                ? Optional.ofNullable(request.request().getParam(PARAMETER)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private Uni<Viewer> byQuery(RoutingContext request, String text, boolean reconnect) {
        Optional<QueryToken> named = QueryToken.parse(text);
        if (named.isEmpty()) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        QueryToken token = named.get();
        return logins.of(request, new Credentials(token.token(), false, reconnect))
                .map(Login::viewer)
                .map(viewer ->
                        token.endUserId().map(id -> endUsers.as(id, viewer)).orElse(viewer));
    }
}
