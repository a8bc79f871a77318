package dev.fleetcast.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Polling of the registry, and imports. */
@ConfigMapping(prefix = "fleetcast.registry")
public interface RegistryConfig {

    /**
     * How often a replica asks the database whether the registry changed; one small query each time. A change made on
     * another replica takes effect here after at most this interval plus the time of a reload.
     */
    @WithDefault("PT2S")
    Duration refreshInterval();

    /**
     * The maximum number of rows of a CSV import. An import is one transaction and blocks other changes of the
     * registry; ten thousand rows take some seconds.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int importMaxRows();

    /**
     * Whether a new IMEI of 15 digits must end in its check digit. Unset: true, and false with the demo data.
     */
    Optional<Boolean> checkImei();
}
