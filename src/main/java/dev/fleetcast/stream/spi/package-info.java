/**
 * What a stream needs of others: records of streams, requests from other replicas, backfills, replays, snapshots.
 *
 * <p>In reading order: {@code FeedItem}, {@code StreamConfig}, {@code StreamTable}, {@code AreaRecord}, {@code
 * StreamRequest}, {@code RemoteStreams}, {@code UnitNotices}, {@code Backfills}, {@code Snapshots}.
 */
package dev.fleetcast.stream.spi;
