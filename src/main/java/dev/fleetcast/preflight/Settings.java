package dev.fleetcast.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The settings as the application would see them.
 *
 * @param config the values, with the defaults for what is not set
 * @param unreadable properties whose values are not of their type, which is known already: the values here are not the
 *     configured ones
 */
record Settings(Config config, Set<String> unreadable) {

    /** The text of a setting; empty when it is not set or blank. */
    Optional<String> text(String property) {
        return config.getOptionalValue(property, String.class).filter(text -> !text.isBlank());
    }

    /** The values of a setting that takes several, separated by commas. */
    List<String> texts(String property) {
        return text(property).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Whether a setting has a value of that type, or none. */
    boolean isReadable(String property, Class<?> type) {
        try {
            config.getOptionalValue(property, type);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A length of time; empty when it is not set or unreadable. */
    Optional<Duration> duration(String property) {
        return unreadable.contains(property) ? Optional.empty() : config.getOptionalValue(property, Duration.class);
    }

    /** As {@link #duration}, of a setting that is a number of milliseconds. */
    Optional<Duration> milliseconds(String property) {
        return unreadable.contains(property) || !isReadable(property, Long.class)
                ? Optional.empty()
                : config.getOptionalValue(property, Long.class).map(Duration::ofMillis);
    }

    /** Whether a setting is on; one that is not set is off. */
    boolean isOn(String property) {
        return config.getOptionalValue(property, Boolean.class).orElse(false);
    }
}
