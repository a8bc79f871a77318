package dev.fleetcast.telemetry;

/**
 * The position of a message in Kafka.
 *
 * @param topic the topic
 * @param partition the partition in it, from 0
 * @param offset the offset in the partition, from 0; -1 before everything
 */
public record KafkaPosition(String topic, int partition, long offset) {

    /** True if this is at or before {@code other} in the same partition, and thus already included there. */
    public boolean notAfter(KafkaPosition other) {
        return partition == other.partition && offset <= other.offset && topic.equals(other.topic);
    }
}
