/**
 * This replica, the others, and what it depends on: which process this is, which others are alive, whether a service
 * responds.
 *
 * <p>In reading order: {@code ThisReplica}, {@code ReplicaId}, {@code LiveReplicas}, {@code Background}, {@code
 * Rounds}, {@code DependencyProbe}.
 */
package dev.fleetcast.replica;
