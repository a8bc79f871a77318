package dev.fleetcast.kafka;

import java.util.Set;

/**
 * A topic in Kafka.
 *
 * @param id Kafka's id: a recreated topic has the same name and another id
 * @param partitions the number of its partitions
 * @param leaderless its partitions without a leader, which can be neither read nor queried at present
 */
public record KafkaTopic(String id, int partitions, Set<Integer> leaderless) {

    public KafkaTopic {
        leaderless = Set.copyOf(leaderless);
    }
}
