/** Traces of messages from Kafka to the streams, with OpenTelemetry. */
package dev.fleetcast.tracing;
