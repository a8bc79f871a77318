package dev.fleetcast.access.user;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Distinguishes the end users of shared accounts. Each chooses an id, which must not be the number of another user. In
 * memory.
 */
@ThreadSafe
@ApplicationScoped
public class EndUsers {

    /** One line of text, since ids appear in names and URLs. */
    private static final Pattern ID =
            Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]{1,128}");

    private final UserDirectory users;

    EndUsers(UserDirectory users) {
        this.users = users;
    }

    /** Whether the text is a valid id: 1 to 128 characters in one line. */
    public static boolean isId(String text) {
        return !text.isBlank() && ID.matcher(text).matches();
    }

    /**
     * The id of a login to the account; only a shared account has a choice.
     *
     * @param wanted an {@link #isId id}
     * @throws HttpProblem 403 for any id but the user's own number if the account has no choice, 422 for another user's
     *     number
     */
    public String idAtLogin(Account account, Optional<String> wanted) {
        if (!account.shared()
                && wanted.filter(id -> !id.equals(Long.toString(account.id()))).isPresent()) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN,
                    "Only shared accounts may choose an id. Leave it out, or send the user's own number.");
        }
        if (wanted.filter(id -> isNumberOfAnotherUser(account, id)).isPresent()) {
            throw Violations.problem(List.of(new FieldViolation("id", "belongs to another user")));
        }
        return idToday(account, wanted);
    }

    /**
     * The current id for an id chosen at an earlier login: the account may no longer be shared, or the id may now
     * belong to another user.
     */
    public String idToday(Account account, Optional<String> chosen) {
        return chosen.filter(id -> account.shared() && !isNumberOfAnotherUser(account, id))
                .orElseGet(() -> Long.toString(account.id()));
    }

    /**
     * The viewer as the end user with that id. A token of a shared account without an end user is valid for any of
     * them; a token with an end user is valid for that one only. Other accounts have one user, identified by number.
     *
     * @throws AuthenticationFailedException if the viewer is not that end user
     */
    public Viewer as(String wanted, Viewer viewer) {
        Optional<Account> account = users.enabled(viewer.userId()).filter(Account::shared);
        if (wanted.equals(viewer.endUserId())) {
            return viewer;
        }
        if (account.isEmpty()
                || !viewer.calledByNumber()
                || !isId(wanted)
                || isNumberOfAnotherUser(account.get(), wanted)) {
            throw new AuthenticationFailedException();
        }
        return viewer.calledBy(wanted);
    }

    /** External users have negative numbers; any negative number could be one. */
    private boolean isNumberOfAnotherUser(Account account, String id) {
        try {
            long number = Long.parseLong(id);
            boolean otherUser =
                    number != account.id() && (users.isRegistered(number) || ExternalUsers.isExternal(number));
            return otherUser && Long.toString(number).equals(id);
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
