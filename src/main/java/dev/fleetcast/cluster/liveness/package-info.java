/**
 * Which replicas are alive, whether Kafka answers, and requests that wait for another replica.
 *
 * <p>In reading order: {@code Replicas}, {@code Heartbeats}, {@code Reachability}, {@code Echoes}, {@code PendingCalls}.
 */
package dev.fleetcast.cluster.liveness;
