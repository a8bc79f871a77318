package dev.fleetcast.stream;

/**
 * How a stream is held here.
 *
 * @param id the stream
 * @param replica this replica
 * @param claim the token it is held under, see {@link StreamTable#claim}
 */
record Held(StreamId id, ReplicaId replica, String claim) {}
