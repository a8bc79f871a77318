package dev.fleetcast.kafka;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the batch of a {@link GroupReader} was read.
 *
 * @param topicIds Kafka's id of each topic when reading began
 * @param from the offset at which reading of each partition continued with this batch
 */
public record ReadRange(Map<String, String> topicIds, Map<TopicPartition, Long> from) {}
