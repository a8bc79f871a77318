package dev.fleetcast.preflight;

import java.util.Locale;

/**
 * A problem with one setting.
 *
 * @param property the setting's name, such as {@code fleetcast.demo.data}
 * @param fault what is wrong, as the end of a sentence that starts with the setting
 * @param example a valid value; blank if there is no useful one
 */
record ConfigProblem(String property, String fault, String example) {

    /** The problem in one line, with the setting as an environment variable. */
    String line() {
        String variable = variable();
        return variable + " " + fault + "." + (example.isBlank() ? "" : " Example: " + variable + "=" + example);
    }

    /** The environment variable of the property. */
    String variable() {
        return variable(property);
    }

    /** The environment variable of a property. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
