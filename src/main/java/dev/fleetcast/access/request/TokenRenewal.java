package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.token.LoginToken;
import dev.fleetcast.access.token.LoginTokens;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Adds a new token of the same session to a response when the request's token has reached half its life. Acts when the
 * headers are written, so it works for streams too.
 */
@ApplicationScoped
class TokenRenewal {

    private final LoginTokens tokens;
    private final LoginCookie cookie;
    private final Sessions sessions;
    private final Clock clock = Clock.systemUTC();

    TokenRenewal(LoginTokens tokens, LoginCookie cookie, Sessions sessions) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.sessions = sessions;
    }

    /** Adds a new token to the response of {@code request} if one is due by then. */
    void withResponse(RoutingContext request, Login login) {
        login.token()
                .filter(token -> token.dueForRenewal(clock.instant()))
                .ifPresent(token -> request.addHeadersEndHandler(
                        ignored -> renew(request, login.viewer(), token, login.byCookie())));
    }

    private void renew(RoutingContext request, Viewer viewer, LoginToken token, boolean byCookie) {
        HttpServerResponse response = request.response();
        boolean ended = sessions.ended(token.sessionId(), token.userId(), token.start());
        if (ended || response.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return;
        }
        String fresh = tokens.issue(viewer, token.start()).token();
        response.putHeader(HttpHeaders.AUTHORIZATION, "bearer " + fresh);
        if (byCookie) {
            response.headers().add(HttpHeaders.SET_COOKIE, cookie.storing(fresh, request.request()));
        }
    }
}
