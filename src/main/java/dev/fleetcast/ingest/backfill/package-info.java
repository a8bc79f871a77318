/**
 * Reads the feed again for clients that come back. Replays of the recorded past are in {@code history.replay}.
 *
 * <p>In reading order: {@code KafkaBackfills}, {@code PendingBackfill}, {@code BackfillCollector},
 * {@code BackfillWorker}, {@code BackfillScan}, {@code BackfillRange}, {@code PartitionBounds}, {@code EpochEnds},
 * {@code BackfillOrder}.
 */
package dev.fleetcast.ingest.backfill;
