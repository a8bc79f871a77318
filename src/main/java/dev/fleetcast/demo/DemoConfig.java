package dev.fleetcast.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The demo. */
@ConfigMapping(prefix = "fleetcast.demo")
public interface DemoConfig {

    /**
     * Whether the demo fleets and accounts, whose passwords are public, are loaded at start. On in dev mode and tests;
     * refused if {@code fleetcast.production} is set.
     */
    @WithDefault("false")
    boolean data();

    /**
     * The number of buses of the demo, of which more than 146 drive in other cities. Beyond a thousand, set
     * {@code fleetcast.demo.replay.period} to ten seconds or more, since each reports once per period.
     */
    @WithDefault("146")
    @Min(146)
    @Max(10_000)
    int vehicles();
}
