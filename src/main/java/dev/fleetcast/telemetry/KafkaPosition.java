package dev.fleetcast.telemetry;

/**
 * Where a message stands in Kafka.
 *
 * @param topic the topic
 * @param partition the partition in it, from 0
 * @param offset the offset in the partition, from 0; -1 before everything
 */
public record KafkaPosition(String topic, int partition, long offset) {

    /** Whether this is at or behind {@code other} in the same partition, and so already accounted for there. */
    public boolean notAfter(KafkaPosition other) {
        return partition == other.partition && offset <= other.offset && topic.equals(other.topic);
    }
}
