package dev.fleetcast.cluster.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Communication between replicas over Kafka. */
@ConfigMapping(prefix = "fleetcast.cluster")
public interface ClusterConfig {

    /** The compacted Kafka topic in which replicas save their streams. */
    @WithDefault("fleetcast.streams")
    String streamsTopic();

    /** Maximum number of remembered streams of all replicas, open or not; beyond it the oldest are forgotten. */
    @WithDefault("200000")
    @Min(1)
    int maxStreams();

    /** The Kafka topic for heartbeats of replicas and for calls that replicas forward to each other. */
    @WithDefault("fleetcast.stream-commands")
    String commandsTopic();

    /** The Kafka topic for the feed positions that event ids refer to. */
    @WithDefault("fleetcast.feed-marks")
    String marksTopic();

    /** How long event ids can refer to a feed position; must be longer than clients may wait to resume. */
    @WithDefault("PT2H")
    Duration markRetention();

    /**
     * Kafka counts as unreachable when it has not returned a replica's heartbeat, sent once per second, for this long.
     */
    @WithDefault("PT4S")
    Duration lostAfter();
}
