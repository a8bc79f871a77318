/**
 * What replicas tell each other over Kafka: which streams there are and who holds them, calls for streams held elsewhere,
 * who is alive, and marks of the feed.
 */
package dev.fleetcast.cluster;
