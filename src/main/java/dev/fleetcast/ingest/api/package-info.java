/**
 * Telemetry by HTTP, each request once.
 *
 * <p>In reading order: {@code TelemetryResource}, {@code IdempotencyKeys}, {@code KeyClaims}, {@code HttpTelemetry}.
 */
package dev.fleetcast.ingest.api;
