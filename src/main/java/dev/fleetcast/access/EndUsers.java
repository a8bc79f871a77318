package dev.fleetcast.access;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells the end users of shared accounts apart: each has an id of its own choosing, and nobody may choose the number of
 * another user. From memory, safe for use by any thread.
 */
@ApplicationScoped
public class EndUsers {

    /** One line of text, as it goes into names and addresses. */
    private static final Pattern ID =
            Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]{1,128}");

    private final UserDirectory users;

    EndUsers(UserDirectory users) {
        this.users = users;
    }

    /** Whether a user could be called by that: 1 to 128 characters in one line. */
    public static boolean isId(String text) {
        return !text.isBlank() && ID.matcher(text).matches();
    }

    /**
     * The id a login to the account gets that wants to be called so; only a shared account leaves a choice.
     *
     * @param wanted an {@link #isId id}
     * @throws HttpProblem 403 for any but the own number where the account leaves no choice, 422 for another user's number
     */
    String idAtLogin(Account account, Optional<String> wanted) {
        if (!account.shared()
                && wanted.filter(id -> !id.equals(Long.toString(account.id()))).isPresent()) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN,
                    "Only accounts that many share may choose an id: leave it out, or send the user's own");
        }
        if (wanted.filter(id -> isAnothers(account, id)).isPresent()) {
            throw Violations.problem(List.of(new FieldViolation("id", "belongs to another user")));
        }
        return idToday(account, wanted);
    }

    /** The id of somebody who has chosen one once: the account may not be shared any more, or the id another user's by now. */
    String idToday(Account account, Optional<String> chosen) {
        return chosen.filter(id -> account.shared() && !isAnothers(account, id))
                .orElseGet(() -> Long.toString(account.id()));
    }

    /**
     * The viewer as the end user with that id. Whoever has a token of a shared account that names nobody may be any of them;
     * a token that names one is good for that one only. Other accounts have one user, called by the number.
     *
     * @throws AuthenticationFailedException when the viewer is not that end user
     */
    Viewer as(String wanted, Viewer viewer) {
        Optional<Account> account = users.enabled(viewer.userId()).filter(Account::shared);
        if (wanted.equals(viewer.endUserId())) {
            return viewer;
        }
        if (account.isEmpty() || !viewer.isCalledByNumber() || !isId(wanted) || isAnothers(account.get(), wanted)) {
            throw new AuthenticationFailedException();
        }
        return viewer.calledBy(wanted);
    }

    /** Users of other issuers are called by negative numbers, and could be any. */
    private boolean isAnothers(Account account, String id) {
        try {
            long number = Long.parseLong(id);
            boolean isAnothers =
                    number != account.id() && (users.isRegistered(number) || ExternalUsers.isExternal(number));
            return isAnothers && Long.toString(number).equals(id);
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
