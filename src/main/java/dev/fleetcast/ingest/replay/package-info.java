/**
 * Reads the feed again for clients that come back.
 *
 * <p>In reading order: {@code KafkaReplays}, {@code PendingReplay}, {@code ReplayCollector}, {@code ReplayWorker},
 * {@code ReplayScan}, {@code ReplayRange}, {@code PartitionBounds}, {@code EpochEnds}, {@code ReplayOrder}.
 */
package dev.fleetcast.ingest.replay;
