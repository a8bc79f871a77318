package dev.fleetcast.history.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What was read from one partition of the feed.
 *
 * @param topicId Kafka's id of the topic
 * @param from the offset at which reading began: all before it was read earlier
 * @param next the offset after the last record that was read, valid or not
 * @param messages the valid ones, by ascending offset
 */
record FeedBatch(String topic, String topicId, int partition, long from, long next, List<RecordedMessage> messages) {

    /** Kafka's time of the newest message. */
    Instant arrivedAt() {
        return messages.stream()
                .map(RecordedMessage::arrivedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** A part of it. */
    FeedBatch with(List<RecordedMessage> part, long begin, long end) {
        return new FeedBatch(topic, topicId, partition, begin, end, part);
    }
}
