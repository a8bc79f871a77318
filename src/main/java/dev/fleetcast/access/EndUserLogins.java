package dev.fleetcast.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Opens sessions of end users, through the same gate as every login. */
@ApplicationScoped
public class EndUserLogins {

    private final LoginGate gate;
    private final EndUsers endUsers;
    private final OpenSessions openSessions;
    private final LoginCookie cookie;

    EndUserLogins(LoginGate gate, EndUsers endUsers, OpenSessions openSessions, LoginCookie cookie) {
        this.gate = gate;
        this.endUsers = endUsers;
        this.openSessions = openSessions;
        this.cookie = cookie;
    }

    /**
     * Lets somebody in.
     *
     * @param wantedId what the end user would like to be called, see {@link EndUsers#isId}; only shared accounts leave a choice
     * @return fails as {@link LoginGate#enter} does, with a 403 problem where there is no choice, and with a 422 problem when
     *     the id is another user's
     */
    public Uni<EndUserLogin> open(LoginRequest login, Optional<String> wantedId, HttpServerRequest request) {
        return gate.enter(login, request.remoteAddress().hostAddress()).map(admitted -> {
            String id = endUsers.idAtLogin(admitted.account(), wantedId);
            String token = openSessions.open(admitted.account(), id).token();
            return new EndUserLogin(token, id, cookie.storing(token, request));
        });
    }
}
