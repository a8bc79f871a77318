/**
 * The vocabulary of vehicle telemetry: plain Java, no framework.
 *
 * <p>In reading order: {@code UnitId}, {@code TelemetryMessage}, {@code MessageDecoder}, {@code MessageGlance},
 * {@code GeoPoint}, {@code LastKnownPositions}, {@code RecordOffset}, {@code FeedPosition}, {@code FeedLog}.
 */
package dev.fleetcast.telemetry;
