package dev.fleetcast.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the registry is watched and filled. */
@ConfigMapping(prefix = "fleetcast.registry")
public interface RegistryConfig {

    /**
     * How often a replica asks the database whether the registry changed; one small query each time. A change made on another
     * replica takes effect here after at most this long, plus the time of a reload.
     */
    @WithDefault("PT2S")
    Duration refreshInterval();

    /**
     * The most rows one CSV import may have. An import is one transaction and keeps other changes of the registry waiting;
     * ten thousand rows take some seconds.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int importMaxRows();
}
