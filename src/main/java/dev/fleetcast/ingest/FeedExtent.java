package dev.fleetcast.ingest;

import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.stream.GapReason;
import dev.fleetcast.stream.Replays.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka has of the partitions that are asked for, as of one moment.
 *
 * @param topics the topics that exist
 * @param first the offset of the oldest record of each partition that exists and has a leader
 * @param end the offset behind the newest one
 */
record FeedExtent(Map<String, KafkaTopic> topics, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {

    /**
     * Asks Kafka.
     *
     * @param lookup finds topics by their names, those that exist
     */
    static FeedExtent of(
            Consumer<byte[], byte[]> consumer,
            Function<Set<String>, Map<String, KafkaTopic>> lookup,
            Set<TopicPartition> partitions) {
        Map<String, KafkaTopic> topics =
                lookup.apply(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        Set<TopicPartition> readable = partitions.stream()
                .filter(partition -> topics.containsKey(partition.topic())
                        && partition.partition() < topics.get(partition.topic()).partitions()
                        && !isLeaderless(topics, partition))
                .collect(Collectors.toSet());
        return new FeedExtent(topics, consumer.beginningOffsets(readable), consumer.endOffsets(readable));
    }

    /** Whether something has to be read of a partition that has no leader, and cannot be read before it has one. */
    boolean mustWait(Map<TopicPartition, ReplayRange> ranges) {
        return ranges.entrySet().stream()
                .anyMatch(range -> !range.getValue().isEmpty() && isLeaderless(topics, range.getKey()));
    }

    /** Why the request cannot be served from what there is, if it cannot. */
    Optional<GapReason> gap(Request request, Map<TopicPartition, ReplayRange> ranges) {
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

    /** Its id tells; or it ends before what was read of it already. */
    private boolean isOfAnotherTopic(Request request, TopicPartition partition, ReplayRange range) {
        String noted = request.topicIds().get(partition.topic());
        KafkaTopic actual = topics.get(partition.topic());
        boolean renumbered = noted != null && actual != null && !noted.equals(actual.id());
        return renumbered || (!isLeaderless(topics, partition) && range.known() > end.getOrDefault(partition, 0L));
    }

    private static boolean isLeaderless(Map<String, KafkaTopic> topics, TopicPartition partition) {
        KafkaTopic topic = topics.get(partition.topic());
        return topic != null && topic.leaderless().contains(partition.partition());
    }
}
