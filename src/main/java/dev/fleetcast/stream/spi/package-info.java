/**
 * What a stream needs of others: records of streams, requests from other replicas, replays, snapshots.
 *
 * <p>In reading order: {@code FeedItem}, {@code StreamConfig}, {@code StreamTable}, {@code PackedSubscriptions}, {@code AreaRecord}, {@code
 * PackedVisits}, {@code StreamRequest}, {@code
 * RemoteStreams}, {@code Replays}, {@code Snapshots}.
 */
package dev.fleetcast.stream.spi;
