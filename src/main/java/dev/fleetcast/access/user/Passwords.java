package dev.fleetcast.access.user;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Hashes and checks passwords with bcrypt. Each call takes about 0.1 s of a core. */
@ThreadSafe
@ApplicationScoped
public class Passwords {

    /** The maximum length of a password, in bytes of UTF-8: bcrypt ignores the rest. */
    public static final int MAX_BYTES = 72;

    private static final int SALT_BYTES = 16;

    private final int cost;
    private final SecureRandom random = new SecureRandom();
    private final String dummyHash;

    @Inject
    Passwords(AccessConfig config) {
        this(config.login().bcryptCost());
    }

    Passwords(int cost) {
        this.cost = cost;
        this.dummyHash = hash("dummy password");
    }

    /**
     * A salted hash to store.
     *
     * @throws IllegalArgumentException if the password is blank or longer than {@link #MAX_BYTES}
     */
    public String hash(String password) {
        if (password.isBlank() || tooLong(password)) {
            throw new IllegalArgumentException("a password must not be blank and has at most " + MAX_BYTES + " bytes");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate(password.toCharArray(), salt, cost);
    }

    /** Whether the password matches the hash. */
    public boolean matches(String password, String hash) {
        if (tooLong(password)) {
            matchNothing();
            return false;
        }
        return OpenBSDBCrypt.checkPassword(hash, password.toCharArray());
    }

    /** Takes as long as {@link #matches}, so that the response time does not reveal whether a user exists. */
    public void matchNothing() {
        OpenBSDBCrypt.checkPassword(dummyHash, "a password".toCharArray());
    }

    /** Whether the password is longer than {@link #MAX_BYTES}. */
    public static boolean tooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }
}
