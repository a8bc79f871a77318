package dev.fleetcast.stream.spi;

import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.event.StreamId;

/**
 * This replica's hold on a stream.
 *
 * @param id the stream
 * @param replica this replica
 * @param claim the token of the claim, see {@link StreamTable#claim}
 */
public record StreamClaim(StreamId id, ReplicaId replica, String claim) {}
