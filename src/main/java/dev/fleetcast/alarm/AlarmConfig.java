package dev.fleetcast.alarm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Acknowledgements of alarms. */
@ConfigMapping(prefix = "fleetcast.alarms")
public interface AlarmConfig {

    /** How long acknowledgements are kept in the database. */
    @WithDefault("P90D")
    Duration retention();

    /** How many acknowledgements of one unit are kept in the database: the newest. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int maxPerUnit();
}
