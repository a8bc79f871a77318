package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import java.time.Instant;
import java.util.Map;

/**
 * What the id of an event says: whose it is, and how much of the feed its client has been given.
 *
 * @param id the text
 * @param streamKey the {@link StreamId#key} of the stream
 * @param change how many of the stream's subscriptions the client has been told of as ready
 * @param position the feed up to there has been given to the client; null when it is too long ago to be known
 * @param at when that was, to the second; null when the position is
 * @param topicIds Kafka's ids of the topics at that time
 */
record Cursor(String id, long streamKey, int change, FeedPosition position, Instant at, Map<String, String> topicIds) {}
