package dev.fleetcast.stream.cursor;

import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import java.time.Instant;

/**
 * The content of an event id: its stream, and how much of the feed the client has been given.
 *
 * @param id the text
 * @param streamKey the {@code StreamId.key} of the stream
 * @param change the number of the stream's subscriptions already reported as ready
 * @param position the feed up to this position has been given to the client; null when its mark is no longer known
 * @param at the time of the position's mark, to the second; null when the position is null
 * @param log the log at that mark
 */
public record Cursor(String id, long streamKey, int change, FeedPosition position, Instant at, FeedLog log) {}
