package dev.fleetcast.ingest.backfill;

import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.telemetry.FeedLog;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The state of the requested partitions in Kafka at one moment.
 *
 * @param topics the topics that exist
 * @param first the offset of the oldest record of each partition that exists and has a leader
 * @param end the offset after the newest record of each such partition
 * @param epochs the ends of the leader epochs of the requests' logs
 */
record PartitionBounds(
        Map<String, KafkaTopic> topics,
        Map<TopicPartition, Long> first,
        Map<TopicPartition, Long> end,
        EpochEnds epochs) {

    /**
     * Queries Kafka.
     *
     * @param consumer loses its assignment
     * @param lookup returns the topics that exist among the given names
     * @param logs the logs of the requests
     */
    static PartitionBounds of(
            Consumer<byte[], byte[]> consumer,
            Function<Set<String>, Map<String, KafkaTopic>> lookup,
            Set<TopicPartition> partitions,
            Collection<FeedLog> logs) {
        Map<String, KafkaTopic> topics =
                lookup.apply(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        Set<TopicPartition> readable = partitions.stream()
                .filter(partition -> topics.containsKey(partition.topic())
                        && partition.partition() < topics.get(partition.topic()).partitions()
                        && !isLeaderless(topics, partition))
                .collect(Collectors.toSet());
        return new PartitionBounds(
                topics,
                consumer.beginningOffsets(readable),
                consumer.endOffsets(readable),
                EpochEnds.of(consumer, logs, readable));
    }

    /** True if a non-empty range lies in a partition without a leader: it cannot be read until it has one. */
    boolean mustWait(Map<TopicPartition, BackfillRange> ranges) {
        return ranges.entrySet().stream()
                .anyMatch(range -> !range.getValue().isEmpty() && isLeaderless(topics, range.getKey()));
    }

    /** Returns the reason why Kafka cannot serve the request; empty if it can. */
    Optional<GapReason> gap(Request request, Map<TopicPartition, BackfillRange> ranges) {
        for (var range : ranges.entrySet()) {
            if (isOfAnotherTopic(request, range.getKey(), range.getValue())) {
                return Optional.of(GapReason.TOPIC_RECREATED);
            }
        }
        for (var range : ranges.entrySet()) {
            if (!range.getValue().isEmpty() && range.getValue().from() < first.get(range.getKey())) {
                return Optional.of(GapReason.RETENTION);
            }
        }
        return Optional.empty();
    }

    /**
     * True if the topic id differs, if the partition ends before an offset that was already read, or if it did so and has
     * grown again.
     */
    private boolean isOfAnotherTopic(Request request, TopicPartition partition, BackfillRange range) {
        String before = request.log().topicIds().get(partition.topic());
        KafkaTopic actual = topics.get(partition.topic());
        boolean renumbered = before != null && actual != null && !before.equals(actual.id());
        return renumbered
                || (!isLeaderless(topics, partition) && range.known() > end.getOrDefault(partition, 0L))
                || epochs.isCut(request.log(), partition, range.from());
    }

    private static boolean isLeaderless(Map<String, KafkaTopic> topics, TopicPartition partition) {
        KafkaTopic topic = topics.get(partition.topic());
        return topic != null && topic.leaderless().contains(partition.partition());
    }
}
