package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import java.time.Instant;
import java.util.Map;

/**
 * A point of the feed that all replicas know by its number, so that an event id can say where it is in a few bytes.
 *
 * @param number rises with time; unique for as long as the marks topic exists
 * @param at Kafka's time of it
 * @param position the point
 * @param topicIds Kafka's id of each topic in {@code position}; another id means the topic was made anew
 */
public record FeedMark(long number, Instant at, FeedPosition position, Map<String, String> topicIds) {

    public FeedMark {
        topicIds = Map.copyOf(topicIds);
    }
}
