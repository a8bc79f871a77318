package dev.fleetcast.access;

import jakarta.enterprise.context.ApplicationScoped;

/** Hashes and checks passwords; safe for use by any thread, takes about a tenth of a second of one core. */
@ApplicationScoped
public class Passwords {

    /** The longest password taken, in bytes of its UTF-8 form. */
    public static final int MAX_BYTES = 72;

    /**
     * A salted hash to store.
     *
     * @throws IllegalArgumentException if the password is blank or longer than {@link #MAX_BYTES}
     */
    public String hash(String password) {
        throw new UnsupportedOperationException();
    }
}
