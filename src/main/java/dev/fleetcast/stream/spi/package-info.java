/**
 * What a stream needs of others: records of streams, requests from other replicas, replays, snapshots.
 *
 * <p>In reading order: {@code FeedItem}, {@code StreamConfig}, {@code StreamTable}, {@code AreaRecord}, {@code
 * StreamRequest}, {@code RemoteStreams}, {@code UnitNotices}, {@code Replays}, {@code Snapshots}.
 */
package dev.fleetcast.stream.spi;
