package dev.fleetcast.stream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How much of what a client has missed is brought to it when it comes back; beyond it there is a {@code gap}. */
@ConfigMapping(prefix = "fleetcast.resume")
public interface ResumeConfig {

    /** The age of an event id up to which everything after it is replayed. Kafka has to keep the feed for longer. */
    @WithDefault("PT30M")
    Duration maxAge();

    /** Messages that are replayed to one stream. */
    @WithDefault("10000")
    @Min(1)
    int maxMessages();

    /** Streams of this replica that may wait for a replay. */
    @WithDefault("50000")
    @Min(1)
    int maxWaiting();

    /** Bytes of messages that are read from Kafka at a time for one stream; the next ones are read when its client has taken these. */
    @WithDefault("512K")
    MemorySize pieceBytes();
}
