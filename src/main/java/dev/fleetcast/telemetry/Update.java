package dev.fleetcast.telemetry;

import java.time.Instant;

/**
 * A message on its way to the streams: extended, encoded once, shared by all followers of the unit.
 *
 * @param unit the unit
 * @param vehicleId the unit's vehicle, null when unassigned
 * @param messageType the {@code message_type}
 * @param notable whether it must reach every subscriber, see {@link TelemetryMessage#isNotable()}
 * @param current whether it has the unit's current position; only then does it supersede earlier positions of the unit
 * @param extended the extended message, UTF-8 JSON on one line; never modified
 * @param sequence this replica's ascending number of the update; 0 for a snapshot of a message that was loaded rather
 *     than routed
 * @param recordTime Kafka's time of the message
 * @param position its position in Kafka
 * @param passage observes its delivery; null without an observer
 */
public record Update(
        UnitId unit,
        Long vehicleId,
        String messageType,
        boolean notable,
        boolean current,
        byte[] extended,
        long sequence,
        Instant recordTime,
        KafkaPosition position,
        Passage passage) {

    /** An update without a delivery observer. */
    public Update(
            UnitId unit,
            Long vehicleId,
            String messageType,
            boolean notable,
            boolean current,
            byte[] extended,
            long sequence,
            Instant recordTime,
            KafkaPosition position) {
        this(unit, vehicleId, messageType, notable, current, extended, sequence, recordTime, position, null);
    }
}
