package dev.fleetcast.kafka;

/**
 * A topic as Kafka has it.
 *
 * @param id Kafka's own name for it: a topic that is deleted and made anew has the same name and another id
 * @param partitions how many it has
 */
public record KafkaTopic(String id, int partitions) {}
