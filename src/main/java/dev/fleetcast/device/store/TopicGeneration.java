package dev.fleetcast.device.store;

import dev.fleetcast.kafka.KafkaTopic;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's id of a topic, asked once. Blocks; for one thread. */
final class TopicGeneration {

    private final String topic;
    private final Function<Set<String>, Map<String, KafkaTopic>> lookup;
    private String known;

    /** @param lookup returns the topics that exist among the given names */
    TopicGeneration(String topic, Function<Set<String>, Map<String, KafkaTopic>> lookup) {
        this.topic = topic;
        this.lookup = lookup;
    }

    /** @throws org.apache.kafka.common.KafkaException when Kafka does not answer, or has no such topic */
    String id() {
        if (known == null) {
            known = ask();
        }
        return known;
    }

    /** Asks again, and returns whether the topic was recreated meanwhile. */
    boolean isReplaced() {
        String before = known;
        known = ask();
        return !known.equals(before);
    }

    private String ask() {
        KafkaTopic found = lookup.apply(Set.of(topic)).get(topic);
        if (found == null) {
            throw new UnknownTopicOrPartitionException(topic + " does not exist now");
        }
        return found.id();
    }
}
