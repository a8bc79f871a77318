package dev.fleetcast.replica;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Identifies one process among the replicas for its lifetime. Never derived from host or port: replicas may share a
 * host, and a restarted replica counts as a new one.
 *
 * @param value six URL-safe characters
 */
public record ReplicaId(String value) {

    /** The number of characters. */
    public static final int LENGTH = 6;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");

    public ReplicaId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a replica id: " + value);
        }
    }

    /** A new random id; collisions are very unlikely. */
    public static ReplicaId random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new ReplicaId(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
