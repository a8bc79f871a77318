package dev.fleetcast.history.record;

import dev.fleetcast.telemetry.DeviceTime;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The time under which a message is filed.
 *
 * @param at in whole milliseconds
 * @param isDeviceTime whether it is the device's own; otherwise its clock is not plausible
 */
record Filing(Instant at, boolean isDeviceTime) {

    /** A device's clock may be ahead of Kafka's by so much. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    /**
     * @param kafkaTime of the record; plausible
     * @param oldest the oldest time that is retained
     */
    static Filing of(TelemetryMessage message, Instant kafkaTime, Instant oldest) {
        Instant newest = kafkaTime.plus(AHEAD);
        Optional<Instant> device = message.fixTime().filter(time -> isPlausible(time, oldest, newest));
        if (device.isPresent()) {
            return new Filing(millis(device.get()), true);
        }
        Instant received = received(message)
                .filter(time -> isPlausible(time, oldest, newest))
                .orElse(kafkaTime);
        return new Filing(millis(received), false);
    }

    private static boolean isPlausible(Instant time, Instant oldest, Instant newest) {
        return !time.isBefore(oldest) && !time.isAfter(newest);
    }

    private static Optional<Instant> received(TelemetryMessage message) {
        String text = message.tree().path("timestamp").textValue();
        try {
            return text == null ? Optional.empty() : Optional.of(DeviceTime.instant(text));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }
}
