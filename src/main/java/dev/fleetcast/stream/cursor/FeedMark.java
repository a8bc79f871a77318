package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedPosition;
import java.time.Instant;
import java.util.Map;

/**
 * A point of the feed that all replicas know by its number, so that event ids can refer to it in a few bytes.
 *
 * @param number rises with time; unique for the lifetime of the marks topic
 * @param at Kafka's time of the mark
 * @param position the point
 * @param topicIds Kafka's id of each topic in {@code position}; a different id means the topic was recreated
 */
public record FeedMark(long number, Instant at, FeedPosition position, Map<String, String> topicIds) {

    public FeedMark {
        topicIds = Map.copyOf(topicIds);
    }
}
