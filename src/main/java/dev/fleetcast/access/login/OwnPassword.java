package dev.fleetcast.access.login;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.user.Account;
import dev.fleetcast.access.user.ExternalUsers;
import dev.fleetcast.access.user.PasswordRules;
import dev.fleetcast.access.user.Passwords;
import dev.fleetcast.access.user.User;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.registry.admin.RegistryWriter;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/**
 * Changes a user's own password. The old password passes the same limits as a login, so it cannot be guessed here either.
 */
@ApplicationScoped
class OwnPassword {

    private final LoginGate gate;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final UserDirectory users;
    private final RegistryWriter writer;

    OwnPassword(LoginGate gate, Passwords passwords, PasswordRules rules, UserDirectory users, RegistryWriter writer) {
        this.gate = gate;
        this.passwords = passwords;
        this.rules = rules;
        this.users = users;
        this.writer = writer;
    }

    /**
     * Stores the new password; this ends all sessions of the user, including the viewer's.
     *
     * @return fails with a problem: 403 for a shared account and for an access token, 404 for users of an external issuer, 422 for a wrong old
     *     or an invalid new password, 429 and 503 like {@link LoginGate#enter}
     */
    Uni<Void> change(Viewer viewer, PasswordChange change, String address) {
        OpenSessions.refuseAccessTokens(viewer, "An access token cannot change the password. Log in with it.");
        if (ExternalUsers.isExternal(viewer.userId())) {
            throw HttpProblem.valueOf(Status.NOT_FOUND, "The external issuer keeps the password of this user.");
        }
        if (users.enabled(viewer.userId()).map(Account::shared).orElse(false)) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN, "This account is shared. An administrator can change its password.");
        }
        rules.complaint(change.newPassword(), viewer.username()).ifPresent(complaint -> {
            throw violation("new_password", complaint);
        });
        if (change.newPassword().equals(change.oldPassword())) {
            throw violation("new_password", "must differ from the current password");
        }
        return gate.enter(new LoginRequest(viewer.username(), change.oldPassword()), address)
                .onFailure(OwnPassword::isWrongPassword)
                .transform(wrong -> violation("old_password", "is not the current password"))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(admitted -> store(admitted.account(), passwords.hash(change.newPassword())))
                .replaceWithVoid();
    }

    /** Of two concurrent changes, only one succeeds. */
    private void store(Account checked, String hash) {
        writer.write(() -> {
            User user = User.findById(checked.id());
            if (user == null || user.sessionGeneration != checked.sessionGeneration()) {
                throw violation("old_password", "is not the current password");
            }
            user.passwordHash = hash;
            user.mustChangePassword = false;
            return null;
        });
    }

    private static boolean isWrongPassword(Throwable failure) {
        return failure instanceof HttpProblem problem && problem.getStatusCode() == Status.UNAUTHORIZED.getStatusCode();
    }

    private static HttpProblem violation(String field, String message) {
        return Violations.problem(List.of(new FieldViolation(field, message)));
    }
}
