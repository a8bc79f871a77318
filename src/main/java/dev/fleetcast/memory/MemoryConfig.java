package dev.fleetcast.memory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What clients can make a replica hold, in percent of the largest heap it may have; beyond it they are refused or read again. */
@ConfigMapping(prefix = "fleetcast.memory")
public interface MemoryConfig {

    /** Percent of the heap for events that wait for slow clients of streams, and for live updates that wait behind a replay. */
    @WithDefault("15")
    @Min(1)
    @Max(60)
    int queuesPercent();

    /** Percent of the heap for messages that have been read again from Kafka and not been given to their clients yet. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int replaysPercent();

    /** Percent of the heap for events that wait for slow clients of channel feeds. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int feedsPercent();

    /** Percent of the heap for what is remembered of streams that can be resumed. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int detachedPercent();

    /** Percent of the heap for the newest updates, kept for streams that have fallen behind while there are any. */
    @WithDefault("5")
    @Min(1)
    @Max(60)
    int windowPercent();

    /** Percent of the heap for bodies of requests that have not been answered yet, by address, with or without a login. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int bodiesPercent();

    /** Percent of each of these, that for the newest updates left out, that one user, or one address without a login, may take. */
    @WithDefault("25")
    @Min(1)
    @Max(100)
    int perUserPercent();
}
