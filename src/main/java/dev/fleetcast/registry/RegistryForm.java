package dev.fleetcast.registry;

/**
 * What an administrator sends and sees of one thing in the registry: a record with bean validation whose compact constructor
 * fills in defaults. Its components are {@code String}, {@code Long}, {@code Boolean}, or sets of strings or numbers, which
 * is also what a CSV cell can hold.
 */
public interface RegistryForm {

    /** The largest id taken: leaves room to count on, and every JSON reader knows it exactly. */
    long MAX_ID = 1_000_000_000_000L;

    /** The registry's number; null for a new thing that may get any. */
    Long id();

    /** The text, or null when there is none in it: an empty optional field says nothing. */
    static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
