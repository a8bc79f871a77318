package dev.fleetcast.memory;

import java.util.Locale;

/** The purposes of the memory budgets. */
public enum MemoryKind {
    /** Events that wait for slow clients of streams, and live updates that wait behind a replay. */
    QUEUES,
    /** Messages read again from Kafka or the database but not yet given to clients. */
    REPLAYS,
    /** Events that wait for slow clients of channel feeds. */
    FEEDS,
    /** The remembered state of streams that can be resumed, and the places of closed device streams and empty groups. */
    DETACHED,
    /** The areas of open streams, and the units in them. */
    AREAS,
    /** Calls of devices' functions that wait for their answers. */
    COMMANDS,
    /** Request bodies that have not been answered yet. */
    BODIES;

    /** The name in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
