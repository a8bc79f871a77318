/**
 * Which devices are on which channel, on all replicas.
 *
 * <p>In reading order: {@code Presence}, {@code LocalPresence}, {@code PresenceTopic}, {@code PresenceTable}, {@code
 * PresenceWatchers}, {@code DeadReplicaCleanup}.
 */
package dev.fleetcast.channel.presence;
