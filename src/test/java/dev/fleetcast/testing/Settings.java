package dev.fleetcast.testing;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Settings for tests without Quarkus: the documented defaults, except for those under test. */
public final class Settings {

    private Settings() {}

    /** An instance of that {@code @ConfigMapping}; {@code settings} have their full property names. */
    public static <T> T of(Class<T> mapping, Map<String, String> settings) {
        return from(new PropertiesConfigSource(settings, "test", 100), mapping);
    }

    /** Like {@link #of}, of variables of the environment. */
    public static <T> T ofEnvironment(Class<T> mapping, Map<String, String> variables) {
        return from(new EnvConfigSource(variables, 300), mapping);
    }

    private static <T> T from(ConfigSource source, Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(source)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
