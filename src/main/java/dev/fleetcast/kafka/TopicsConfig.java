package dev.fleetcast.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How missing topics are created; existing topics are used unchanged. */
@ConfigMapping(prefix = "fleetcast.topics")
public interface TopicsConfig {

    /** Whether missing topics are created at startup. Disable it if topics are provisioned externally. */
    @WithDefault("true")
    boolean create();

    /**
     * The number of partitions of new telemetry topics. More partitions let more consumers share the work; a unit keeps
     * its order within one partition.
     */
    @WithDefault("12")
    int telemetryPartitions();

    /** The number of copies of each record; {@code -1} uses the broker's default. */
    @WithDefault("-1")
    short replicationFactor();
}
