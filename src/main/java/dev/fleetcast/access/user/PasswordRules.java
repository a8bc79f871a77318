package dev.fleetcast.access.user;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a new password must be: long enough, and hard to guess. Passwords in use stay valid. */
@ThreadSafe
@ApplicationScoped
public class PasswordRules {

    /** Of zxcvbn's scores, 0 to 4: below 2 are the common passwords and their obvious variations. */
    private static final int MIN_SCORE = 2;

    private final Zxcvbn estimate = new Zxcvbn();
    private final int minLength;
    private final boolean demo;

    @Inject
    PasswordRules(
            AccessConfig config, @ConfigProperty(name = "fleetcast.demo.data", defaultValue = "false") boolean demo) {
        this(config.login().minPasswordLength(), demo);
    }

    PasswordRules(int minLength, boolean demo) {
        this.minLength = minLength;
        this.demo = demo;
    }

    /**
     * What is wrong with a password that a user has chosen; empty if nothing is. Takes some milliseconds.
     *
     * @param names the names of the user, which must not be the password either
     */
    public Optional<String> complaint(String password, String... names) {
        if (Passwords.tooLong(password)) {
            return Optional.of("must have at most " + Passwords.MAX_BYTES + " bytes");
        }
        if (password.codePointCount(0, password.length()) < minLength) {
            return Optional.of("must have at least " + minLength + " characters");
        }
        return estimate.measure(password, List.of(names)).getScore() < MIN_SCORE
                ? Optional.of("is easy to guess: choose one that is on no list of common passwords")
                : Optional.empty();
    }

    /** The same for a password that an administrator sets; with the demo data, only its length is limited. */
    Optional<String> complaintOfAdministrator(String password, String username) {
        boolean free = demo && !Passwords.tooLong(password);
        return free ? Optional.empty() : complaint(password, username);
    }
}
