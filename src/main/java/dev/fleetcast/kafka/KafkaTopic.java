package dev.fleetcast.kafka;

import java.util.Set;

/**
 * A topic as Kafka has it.
 *
 * @param id Kafka's own name for it: a topic that is deleted and created again has the same name and another id
 * @param partitions how many it has
 * @param leaderless those of its partitions that have no leader just now, and can be neither read nor asked about
 */
public record KafkaTopic(String id, int partitions, Set<Integer> leaderless) {

    public KafkaTopic {
        leaderless = Set.copyOf(leaderless);
    }
}
