package dev.fleetcast.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Gives a client whose token is half used up a fresh one of the same session, with whatever response is about to be sent:
 * it acts when the headers are written, so streams need do nothing for it.
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

    /** Adds the fresh token to the response of {@code request} when one is due then. */
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
