package dev.fleetcast.memory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Memory that clients may use on a replica, in percent of the maximum heap; beyond it, requests are refused, or data is
 * read again later.
 */
@ConfigMapping(prefix = "fleetcast.memory")
public interface MemoryConfig {

    /**
     * Percent of the heap for events that wait for slow clients of streams, and for live updates that wait behind a
     * replay.
     */
    @WithDefault("15")
    @Min(1)
    @Max(60)
    int queuesPercent();

    /** Percent of the heap for messages read again from Kafka or the database but not yet given to clients. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int replaysPercent();

    /** Percent of the heap for events that wait for slow clients of channel feeds. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int feedsPercent();

    /**
     * Percent of the heap for the remembered state of streams that can be resumed, and the places of closed device streams
     * and empty groups.
     */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int detachedPercent();

    /**
     * Percent of the heap for the areas of open streams and the units in them, about 300 bytes each. Without room, a stream
     * follows fewer units of its area, and {@code area_limit} says how many.
     */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int areasPercent();

    /** Percent of the heap for the newest updates, kept only while streams have fallen behind. */
    @WithDefault("5")
    @Min(1)
    @Max(60)
    int windowPercent();

    /** Percent of the heap for calls of devices' functions that wait for their answers, by device. */
    @WithDefault("5")
    @Min(1)
    @Max(60)
    int commandsPercent();

    /** Percent of the heap for request bodies that have not been answered yet, by address, with or without a login. */
    @WithDefault("10")
    @Min(1)
    @Max(60)
    int bodiesPercent();

    /**
     * Percent of each budget, except the one for the newest updates, that one user, or one address without a login, may
     * use.
     */
    @WithDefault("25")
    @Min(1)
    @Max(100)
    int perUserPercent();
}
