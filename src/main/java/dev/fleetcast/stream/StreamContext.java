package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.cursor.CursorCodec;
import dev.fleetcast.stream.delivery.Outbox;
import dev.fleetcast.stream.spi.ResumeSources;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The configuration and collaborators that all streams of a replica share.
 *
 * @param config lifecycle and limits
 * @param cursorLife how long an event id allows a complete replay
 * @param cursors encodes event ids
 * @param keeper saves the state that outlives a connection; called on the event loop, never blocks
 * @param source the sources of missed messages
 * @param areas the sources of areas
 * @param queues the memory budget for events that wait for clients
 */
public record StreamContext(
        StreamConfig config,
        Duration cursorLife,
        CursorCodec cursors,
        Consumer<StreamRecord> keeper,
        ResumeSources source,
        AreaSources areas,
        MemoryBudget queues) {

    /** A new queue of events; {@code charged} returns whom to charge for its memory. */
    Outbox outbox(Supplier<MemoryHolder> charged) {
        return new Outbox(config.queueEvents(), config.queueBytes().asLongValue(), queues, charged);
    }

    /** How long a client may come no closer to the live feed before it counts as slow. */
    Duration conflateAfter() {
        return config.conflateAfter().orElseGet(() -> config.slowTimeout().dividedBy(2));
    }
}
