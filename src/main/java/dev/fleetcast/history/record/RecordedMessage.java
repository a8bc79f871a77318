package dev.fleetcast.history.record;

import dev.fleetcast.telemetry.TelemetryMessage;

/**
 * A message of the feed that is to be recorded.
 *
 * @param offset in its partition
 * @param message the decoded message
 * @param content the message as it came
 */
record RecordedMessage(long offset, Placement placement, Filing filing, TelemetryMessage message, byte[] content) {}
