package dev.fleetcast.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics that do not exist yet are created; topics that exist are used as they are. */
@ConfigMapping(prefix = "fleetcast.topics")
public interface TopicsConfig {

    /** Whether absent topics are created at start. Turn it off where topics are provisioned by others. */
    @WithDefault("true")
    boolean create();

    /**
     * Partitions of a telemetry topic created here. More partitions let more consumers share the work; a unit keeps its
     * order within one partition.
     */
    @WithDefault("12")
    int telemetryPartitions();

    /** Copies of each record; {@code -1} takes the broker's default. */
    @WithDefault("-1")
    short replicationFactor();
}
