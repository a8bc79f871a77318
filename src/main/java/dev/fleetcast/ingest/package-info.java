/**
 * Telemetry ingest: two readers of the same topics. {@link dev.fleetcast.ingest.TelemetryFeed} reads everything on
 * every replica and routes it to the streams; {@link dev.fleetcast.ingest.TelemetryLedger} shares the work with the
 * other replicas and does what must happen once: dead letters, counting, storing last known positions.
 */
package dev.fleetcast.ingest;
