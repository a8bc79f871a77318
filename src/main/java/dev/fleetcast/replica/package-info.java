/**
 * This replica and the others: which process this is, which others are alive.
 *
 * <p>Start with {@code ThisReplica}, {@code ReplicaId}, {@code LiveReplicas}.
 */
package dev.fleetcast.replica;
