package dev.fleetcast.device.value;

import java.util.regex.Pattern;

/**
 * A shared value's place: each client has its own values.
 *
 * @param clientId the client
 * @param name see {@link #isName}
 */
public record ValueName(long clientId, String name) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    /** Whether a value can have that name: 1 to 64 letters, digits and the characters . _ ~ - only. */
    public static boolean isName(String name) {
        return FORM.matcher(name).matches();
    }

    /** The key of its records. */
    String key() {
        return clientId + "/" + name;
    }
}
