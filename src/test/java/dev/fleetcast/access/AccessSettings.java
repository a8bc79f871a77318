package dev.fleetcast.access;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Access settings for tests without Quarkus: the defaults plus the given values. */
public final class AccessSettings {

    private AccessSettings() {}

    public static AccessConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(AccessConfig.class)
                .build()
                .getConfigMapping(AccessConfig.class);
    }
}
