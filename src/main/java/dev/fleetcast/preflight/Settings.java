package dev.fleetcast.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The settings as the application sees them.
 *
 * @param config the values, with defaults for unset ones
 * @param unreadable properties whose values have the wrong type, which is already reported; {@code config} has other
 *     values for them
 */
record Settings(Config config, Set<String> unreadable) {

    /** The text of a setting; empty if it is unset or blank. */
    Optional<String> text(String property) {
        return config.getOptionalValue(property, String.class).filter(text -> !text.isBlank());
    }

    /** The values of a comma-separated setting. */
    List<String> texts(String property) {
        return text(property).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Whether a setting is unset or has a value of that type. */
    boolean isReadable(String property, Class<?> type) {
        try {
            config.getOptionalValue(property, type);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The duration of a setting; empty if it is unset or unreadable. */
    Optional<Duration> duration(String property) {
        return unreadable.contains(property) ? Optional.empty() : config.getOptionalValue(property, Duration.class);
    }

    /** Like {@link #duration}, for a setting in milliseconds. */
    Optional<Duration> milliseconds(String property) {
        return unreadable.contains(property) || !isReadable(property, Long.class)
                ? Optional.empty()
                : config.getOptionalValue(property, Long.class).map(Duration::ofMillis);
    }

    /** Whether a setting is on; an unset one is off. */
    boolean isOn(String property) {
        return config.getOptionalValue(property, Boolean.class).orElse(false);
    }
}
