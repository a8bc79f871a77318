package dev.fleetcast.access.login;

import dev.fleetcast.access.user.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Checks a user name and a password without opening a session, with the same limits as every login. */
@ApplicationScoped
public class PasswordCheck {

    private final LoginGate gate;

    PasswordCheck(LoginGate gate) {
        this.gate = gate;
    }

    /**
     * The account of that user name and password.
     *
     * @return fails with a problem: 401 for an unknown or disabled user and for a wrong password alike, 429 after too
     *     many failures, 503 when the login cannot be checked in time
     */
    public Uni<Account> account(String username, String password, HttpServerRequest request) {
        return gate.enter(
                        new LoginRequest(username, password),
                        request.remoteAddress().hostAddress())
                .map(LoginGate.Admitted::account);
    }
}
