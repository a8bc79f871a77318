package dev.fleetcast.preflight;

import java.util.Locale;

/**
 * Something wrong with one setting.
 *
 * @param property the setting's name, as in {@code fleetcast.demo.data}
 * @param fault what is wrong, as the end of a sentence that begins with the setting
 * @param example a value that would do; blank where there is none to give
 */
record Problem(String property, String fault, String example) {

    /** One line that names the setting as an environment variable. */
    String line() {
        String variable = variable();
        return variable + " " + fault + "." + (example.isBlank() ? "" : " Example: " + variable + "=" + example);
    }

    /** The environment variable that sets the property. */
    String variable() {
        return variable(property);
    }

    /** The environment variable that sets a property. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
