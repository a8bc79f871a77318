package dev.fleetcast.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The demo. */
@ConfigMapping(prefix = "fleetcast.demo")
public interface DemoConfig {

    /**
     * Whether the demo fleets and accounts, whose passwords are public, are loaded at start. On in dev mode and tests;
     * refused if {@code fleetcast.production} is set.
     */
    @WithDefault("false")
    boolean data();
}
