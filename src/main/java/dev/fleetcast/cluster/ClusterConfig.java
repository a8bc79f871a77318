package dev.fleetcast.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What replicas tell each other over Kafka. */
@ConfigMapping(prefix = "fleetcast.cluster")
public interface ClusterConfig {

    /** The compacted Kafka topic on which replicas write down their streams. */
    @WithDefault("fleetcast.streams")
    String streamsTopic();

    /** Streams of all replicas, open or not, that are remembered; beyond it the oldest are forgotten. */
    @WithDefault("200000")
    @Min(1)
    int maxStreams();

    /** The Kafka topic for heartbeats of replicas and for calls that one passes on to another. */
    @WithDefault("fleetcast.stream-commands")
    String commandsTopic();

    /** The Kafka topic with the points of the feed that event ids refer to. */
    @WithDefault("fleetcast.feed-marks")
    String marksTopic();

    /** How long an event id can refer to a point of the feed; longer than anybody may resume after. */
    @WithDefault("PT2H")
    Duration markRetention();

    /** Kafka counts as lost when it has not brought back a replica's heartbeat, one per second, for this long. */
    @WithDefault("PT4S")
    Duration lostAfter();
}
