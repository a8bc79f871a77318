/**
 * Telemetry ingest: two readers of the same topics.
 *
 * <p>{@link dev.fleetcast.ingest.TelemetryFeed} reads everything on every replica and routes it to the streams. {@link
 * dev.fleetcast.ingest.ledger.TelemetryLedger} shares the work with the other replicas and does what must happen once:
 * dead letters, counting, storing last known positions.
 *
 * <p>In reading order: {@code IngestStart}, {@code TelemetryFeed}, {@code LastKnownLoad}, {@code LastKnownLookup},
 * {@code RecentSnapshots}, {@code FeedLag}.
 */
package dev.fleetcast.ingest;
