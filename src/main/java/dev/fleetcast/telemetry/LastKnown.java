package dev.fleetcast.telemetry;

import java.time.Instant;

/**
 * The newest position message of a unit, as sent.
 *
 * @param message the sender's JSON; never modified
 * @param position its position in Kafka
 * @param recordTime Kafka's time of the message
 * @param receivedAt when the gateway read it
 * @param referenceTime the newest trustworthy device time of the unit, to which later messages are compared; null until
 *     there is one
 * @param clockAhead whether this message's own device time was not trustworthy
 * @param sequence this replica's number of the update that carried it, 0 if it was loaded rather than routed
 */
public record LastKnown(
        byte[] message,
        KafkaPosition position,
        Instant recordTime,
        Instant receivedAt,
        Instant referenceTime,
        boolean clockAhead,
        long sequence) {

    /** Returns the same message at another position. */
    LastKnown at(KafkaPosition other) {
        return new LastKnown(message, other, recordTime, receivedAt, referenceTime, clockAhead, sequence);
    }

    /** True if this is newer than {@code other}: by device time or, failing that, by position in Kafka. */
    public boolean newerThan(LastKnown other) {
        if (referenceTime != null && other.referenceTime != null && !referenceTime.equals(other.referenceTime)) {
            return referenceTime.isAfter(other.referenceTime);
        }
        if (position.partition() == other.position.partition()
                && position.topic().equals(other.position.topic())) {
            return position.offset() > other.position.offset();
        }
        return recordTime.isAfter(other.recordTime);
    }
}
