package dev.fleetcast.channel.feed;

import java.util.List;

/**
 * Where in the log a feed starts.
 *
 * @param from the position after which events are delivered
 * @param joined the end of the log when the feed was opened
 * @param first the positions of the events to deliver before those
 */
record FeedPlace(long from, long joined, List<Long> first) {}
