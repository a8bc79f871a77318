package dev.fleetcast.telemetry;

import java.time.Instant;

/**
 * The newest position message of a unit, as it was sent.
 *
 * @param message the sender's JSON; never changed
 * @param position where it stands in Kafka
 * @param recordTime Kafka's time of it
 * @param receivedAt when the gateway read it
 * @param referenceTime the newest trustworthy device time of the unit, what later messages are compared with; null until
 *     there is one
 * @param clockAhead whether this message's own device time was not to be trusted
 * @param sequence this replica's number of the update that carried it, 0 when it was loaded rather than routed
 */
public record LastKnown(
        byte[] message,
        KafkaPosition position,
        Instant recordTime,
        Instant receivedAt,
        Instant referenceTime,
        boolean clockAhead,
        long sequence) {

    /** The same message, as one that stands there. */
    LastKnown at(KafkaPosition other) {
        return new LastKnown(message, other, recordTime, receivedAt, referenceTime, clockAhead, sequence);
    }

    /** Whether this knows more than {@code other}: a later device time or, failing that, a later place in Kafka. */
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
