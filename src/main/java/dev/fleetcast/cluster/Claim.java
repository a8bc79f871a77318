package dev.fleetcast.cluster;

import dev.fleetcast.stream.ReplicaId;

/**
 * A claim that has been read.
 *
 * @param token of this claim only
 * @param holder the replica that claims
 * @param after the offset of the newest record of the stream that the holder had read when it claimed
 */
record Claim(String token, ReplicaId holder, long after) {}
