package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import java.time.Duration;

/**
 * What all streams of a replica share.
 *
 * @param config life and limits
 * @param cursorLife for how long an event id leads to a complete replay
 * @param cursors makes event ids
 * @param keeper writes down what has to outlive the connection
 * @param source where streams get what they have missed
 * @param queues memory for what waits for clients
 */
record StreamParts(
        StreamConfig config,
        Duration cursorLife,
        CursorCodec cursors,
        StreamKeeper keeper,
        RecoverySource source,
        MemoryBudget queues) {

    /** For how long a client may come no closer to the live feed before it is slow. */
    Duration conflateAfter() {
        return config.conflateAfter().orElseGet(() -> config.slowTimeout().dividedBy(2));
    }
}
