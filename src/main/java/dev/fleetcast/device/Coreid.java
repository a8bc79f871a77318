package dev.fleetcast.device;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a device on the wire.
 *
 * @param value 1 to 34 letters, digits, hyphens and underscores; never {@link #API}
 */
public record Coreid(String value) {

    /** The coreid of events that a user published, rather than a device. */
    public static final String API = "api";

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_-]{1,34}");

    /** @throws IllegalArgumentException if it has not the form of a coreid */
    public Coreid {
        if (!isCoreid(value)) {
            throw new IllegalArgumentException("not a coreid");
        }
    }

    /** The coreid of that text, if it has the form of one; empty for null. */
    public static Optional<Coreid> of(String text) {
        return isCoreid(text) ? Optional.of(new Coreid(text)) : Optional.empty();
    }

    private static boolean isCoreid(String text) {
        return text != null && !text.equals(API) && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
