/** Traces of messages on their way from Kafka to the streams, for whoever collects them by OpenTelemetry. */
package dev.fleetcast.tracing;
