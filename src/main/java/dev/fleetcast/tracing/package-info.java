/**
 * Traces of messages from Kafka to the streams, with OpenTelemetry.
 *
 * <p>In reading order: {@code FeedTraces}, {@code FeedTracesProducer}, {@code OpenTelemetryTraces},
 * {@code TracedDelivery}.
 */
package dev.fleetcast.tracing;
