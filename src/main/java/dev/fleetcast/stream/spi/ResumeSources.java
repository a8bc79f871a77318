package dev.fleetcast.stream.spi;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.telemetry.FeedPosition;
import java.util.function.Supplier;

/**
 * The sources for messages that a client has missed.
 *
 * @param replays reads them from Kafka
 * @param snapshots the last known messages, used to bridge a gap
 * @param readTo returns how far the feed has been read, see {@code Router.readTo}
 * @param config the replay limits
 * @param budget the memory for messages that were read but not yet given to clients
 */
public record ResumeSources(
        Replays replays,
        Snapshots snapshots,
        Supplier<FeedPosition> readTo,
        ResumeConfig config,
        MemoryBudget budget) {}
