package dev.fleetcast.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where to begin reading assigned partitions, for readers that store their offsets together with their results. */
@FunctionalInterface
public interface StoredOffsets {

    /** The committed offsets decide. */
    StoredOffsets NONE = (topicIds, assigned) -> Map.of();

    /**
     * Returns the next offset of each partition of which something is stored. Called on the reader's thread; when it fails,
     * reading begins again.
     *
     * @param topicIds Kafka's id of each topic
     */
    Map<TopicPartition, Long> of(Map<String, String> topicIds, Collection<TopicPartition> assigned);
}
