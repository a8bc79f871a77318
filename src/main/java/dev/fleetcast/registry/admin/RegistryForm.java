package dev.fleetcast.registry.admin;

/**
 * A registry entry in the administration API: a record with bean validation whose compact constructor fills in
 * defaults. Its components are {@code String}, {@code Long}, {@code Boolean}, or sets of strings or numbers, the types
 * a CSV cell can hold.
 */
public interface RegistryForm {

    /** The largest accepted id: it leaves room for more, and every JSON parser represents it exactly. */
    long MAX_ID = 1_000_000_000_000L;

    /** The registry's number; null for a new entry that gets the next one. */
    Long id();

    /** The text, or null if it is blank: an empty optional field counts as unset. */
    static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
