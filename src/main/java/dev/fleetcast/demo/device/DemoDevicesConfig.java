package dev.fleetcast.demo.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The simulated devices of dev mode. */
@ConfigMapping(prefix = "fleetcast.demo.devices")
public interface DemoDevicesConfig {

    /** Whether the simulated devices run. On in dev mode. */
    @WithDefault("false")
    boolean enabled();

    /** The time between two measurements of a simulated device. */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    Duration period();
}
