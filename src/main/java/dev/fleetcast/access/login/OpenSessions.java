package dev.fleetcast.access.login;

import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Login;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.session.TokenSession;
import dev.fleetcast.access.token.IssuedToken;
import dev.fleetcast.access.token.LoginTokens;
import dev.fleetcast.access.user.Account;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/** Issues tokens of sessions: the first one at login, more while the session lives. */
@ApplicationScoped
class OpenSessions {

    private static final int SESSION_ID_BYTES = 18;

    private final LoginTokens tokens;
    private final Sessions sessions;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    OpenSessions(LoginTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** Opens a session and issues its first token. */
    IssuedToken open(Account account) {
        return open(account, Long.toString(account.id()));
    }

    /** Opens a session of one of the account's end users and issues its first token. */
    IssuedToken open(Account account, String endUserId) {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        String sessionId = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        SessionStart start = new SessionStart(clock.instant(), account.sessionGeneration());
        sessions.use(sessionId, account.id(), start);
        sessions.endExcess(account.id());
        Viewer viewer =
                new Viewer(account.id(), account.username(), account.roles(), account.clients(), sessionId, endUserId);
        return tokens.issue(viewer, start);
    }

    /**
     * For what only people who log in may do.
     *
     * @throws HttpProblem 403 if the viewer has an access token
     */
    static void refuseAccessTokens(Viewer viewer, String detail) {
        if (TokenSession.isToken(viewer.sessionId())) {
            throw HttpProblem.valueOf(Status.FORBIDDEN, detail);
        }
    }

    /** Issues another token of the login's session; sessions of an external issuer get theirs from that issuer. */
    IssuedToken another(Login login) {
        refuseAccessTokens(login.viewer(), "An access token cannot be exchanged: use it on every device.");
        SessionStart start = login.token()
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "Get tokens of this session from its issuer."))
                .start();
        return tokens.issue(login.viewer(), start);
    }
}
