package dev.fleetcast.history.record;

import dev.fleetcast.telemetry.TelemetryMessage;
import java.time.Instant;

/**
 * A message of the feed that is to be recorded.
 *
 * @param offset in its partition
 * @param arrivedAt Kafka's time of it
 * @param message the decoded message
 * @param content the message as it came
 */
record RecordedMessage(
        long offset, Instant arrivedAt, Placement placement, Filing filing, TelemetryMessage message, byte[] content) {}
