package dev.fleetcast.stream.spi;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits on backfilling missed messages to clients that reconnect; beyond them there is a {@code gap}. */
@ConfigMapping(prefix = "fleetcast.resume")
public interface ResumeConfig {

    /** Maximum age of an event id for a full backfill. Kafka must retain the feed for longer. */
    @WithDefault("PT30M")
    Duration maxAge();

    /** Maximum number of messages backfilled to one stream. */
    @WithDefault("10000")
    @Min(1)
    int maxMessages();

    /** Maximum number of streams of this replica that wait for a backfill. */
    @WithDefault("50000")
    @Min(1)
    int maxWaiting();

    /** Bytes of messages read from Kafka at a time for one stream; more are read when its client has taken these. */
    @WithDefault("512K")
    MemorySize pieceBytes();
}
