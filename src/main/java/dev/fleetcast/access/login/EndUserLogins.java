package dev.fleetcast.access.login;

import dev.fleetcast.access.request.LoginCookie;
import dev.fleetcast.access.user.EndUsers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Opens sessions of end users, with the same checks as every login. */
@ApplicationScoped
public class EndUserLogins {

    private final LoginGate gate;
    private final EndUsers endUsers;
    private final OpenSessions openSessions;
    private final LoginCookie cookie;

    /**
     * The login of an end user.
     *
     * @param token the login token; a credential, never logged
     * @param id the end user's id in broadcasts
     * @param cookie the {@code Set-Cookie} value that gives a browser the same token
     */
    public record EndUserLogin(String token, String id, String cookie) {

        @Override
        public String toString() {
            return "EndUserLogin";
        }
    }

    EndUserLogins(LoginGate gate, EndUsers endUsers, OpenSessions openSessions, LoginCookie cookie) {
        this.gate = gate;
        this.endUsers = endUsers;
        this.openSessions = openSessions;
        this.cookie = cookie;
    }

    /**
     * Logs an end user in.
     *
     * @param wantedId the id the end user asks for, see {@link EndUsers#isId}; only shared accounts have a choice
     * @return fails like {@link LoginGate#enter}, with a 403 problem if the account has no choice, and with a 422
     *     problem if the id belongs to another user
     */
    public Uni<EndUserLogin> open(LoginRequest login, Optional<String> wantedId, HttpServerRequest request) {
        return gate.enter(login, request.remoteAddress().hostAddress()).map(admitted -> {
            String id = endUsers.idAtLogin(admitted.account(), wantedId);
            String token = openSessions.open(admitted.account(), id).token();
            return new EndUserLogin(token, id, cookie.storing(token, request));
        });
    }
}
