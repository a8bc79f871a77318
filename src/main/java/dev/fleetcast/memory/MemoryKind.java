package dev.fleetcast.memory;

import java.util.Locale;

/** What a share of the heap is set aside for. */
public enum MemoryKind {
    /** Events that wait for slow clients of streams, and live updates that wait behind a replay. */
    QUEUES,
    /** Messages that have been read again from Kafka and not been given to their clients yet. */
    REPLAYS,
    /** Events that wait for slow clients of channel feeds. */
    FEEDS,
    /** What is remembered of streams that can be resumed. */
    DETACHED,
    /** Bodies of requests that have not been answered yet. */
    BODIES;

    /** As metrics name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
