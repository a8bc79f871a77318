package dev.fleetcast.cluster.topic;

import dev.fleetcast.replica.ReplicaId;

/**
 * A claim read from the log.
 *
 * @param token unique to this claim
 * @param holder the claiming replica
 * @param after the offset of the stream's newest record that the holder had read when it claimed
 */
public record Claim(String token, ReplicaId holder, long after) {}
