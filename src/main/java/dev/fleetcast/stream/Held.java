package dev.fleetcast.stream;

import dev.fleetcast.replica.ReplicaId;

/**
 * This replica's hold on a stream.
 *
 * @param id the stream
 * @param replica this replica
 * @param claim the token of the claim, see {@link StreamTable#claim}
 */
record Held(StreamId id, ReplicaId replica, String claim) {}
