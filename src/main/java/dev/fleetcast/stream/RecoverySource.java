package dev.fleetcast.stream;

import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.telemetry.FeedPosition;
import java.util.function.Supplier;

/**
 * Where a stream gets what its client has missed.
 *
 * @param replays reads it from Kafka
 * @param snapshots the last known messages, where a gap has to be bridged
 * @param begun asks how far the feed has begun to interpret, see {@link Router#beginning}
 * @param config how much may be replayed
 * @param budget memory for what has been read and not been given to clients yet
 */
record RecoverySource(
        Replays replays, Snapshots snapshots, Supplier<FeedPosition> begun, ResumeConfig config, MemoryBudget budget) {}
