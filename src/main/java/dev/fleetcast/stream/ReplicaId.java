package dev.fleetcast.stream;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names one process among the replicas, from its start to its end. Never made from host or port: several replicas may share
 * a host, and a restarted one is another.
 *
 * @param value six URL-safe characters
 */
public record ReplicaId(String value) {

    /** Characters of the value. */
    static final int LENGTH = 6;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");

    public ReplicaId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a replica id: " + value);
        }
    }

    /** A new one, unlike any other within reason. */
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
