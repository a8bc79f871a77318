package dev.fleetcast.telemetry;

/**
 * The place of a record in Kafka, or of the message in it.
 *
 * @param topic the topic
 * @param partition the partition in it, from 0
 * @param offset the offset in the partition, from 0; -1 before everything
 */
public record RecordOffset(String topic, int partition, long offset) {

    /** True if this is at or before {@code other} in the same partition, and thus already included there. */
    public boolean notAfter(RecordOffset other) {
        return partition == other.partition && offset <= other.offset && topic.equals(other.topic);
    }
}
