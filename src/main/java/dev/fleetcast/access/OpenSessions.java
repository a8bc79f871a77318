package dev.fleetcast.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

/** Hands out tokens of sessions: the first at a login, more while the session lives. */
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

    /** The first token of a new session. */
    IssuedToken open(Account account) {
        return open(account, Long.toString(account.id()));
    }

    /** The first token of a new session of one of the account's end users. */
    IssuedToken open(Account account, String endUserId) {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        String sessionId = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        SessionStart start = new SessionStart(clock.instant(), account.sessionGeneration());
        sessions.use(sessionId, account.id(), start);
        Viewer viewer =
                new Viewer(account.id(), account.username(), account.roles(), account.clients(), sessionId, endUserId);
        return tokens.issue(viewer, start);
    }

    /** A further token of the session behind a login; another issuer's sessions get theirs from that issuer. */
    IssuedToken another(Login login) {
        SessionStart start = login.token()
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "Tokens of this session come from its issuer"))
                .start();
        return tokens.issue(login.viewer(), start);
    }
}
