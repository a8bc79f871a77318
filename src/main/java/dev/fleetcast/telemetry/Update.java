package dev.fleetcast.telemetry;

import java.time.Instant;

/**
 * A message on its way to the streams: extended, encoded once, shared by all who follow the unit.
 *
 * @param unit the unit it is about
 * @param vehicleId the vehicle the unit serves, null when unassigned
 * @param messageType the {@code message_type}
 * @param notable whether no subscriber may be spared it, see {@link TelemetryMessage#isNotable()}
 * @param current whether it says where the unit is now; only then does it supersede earlier positions of the unit
 * @param extended the extended message, UTF-8 JSON on one line; never changed
 * @param sequence this replica's number of it, rising; 0 for a snapshot of a message that was loaded rather than routed
 * @param recordTime Kafka's time of it
 * @param position where it stands in Kafka
 * @param passage told of its way; null when nobody wants to know
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

    /** One whose way nobody wants to know. */
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
