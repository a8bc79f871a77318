package dev.fleetcast.history.recorder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Recording the feed. */
@ConfigMapping(prefix = "fleetcast.recorder")
public interface RecorderConfig {

    /** Whether this replica records the feed in the database. Replicas share the work. */
    @WithDefault("true")
    boolean enabled();

    /**
     * How many partitions of the feed this replica records at the same time. Each takes a connection to the database and
     * up to a core.
     */
    @WithDefault("2")
    @Min(1)
    @Max(32)
    int threads();

    /** The consumer group of the recorders of a deployment. */
    @WithDefault("fleetcast-recorder")
    String group();

    /** The compacted topic of finished and revised trips; the key is the unit. */
    @WithDefault("fleet.trips")
    String tripsTopic();

    /** The compacted topic of the current trips of each unit, which live messages carry; the key is the unit. */
    @WithDefault("fleetcast.current-trips")
    String currentTripsTopic();
}
