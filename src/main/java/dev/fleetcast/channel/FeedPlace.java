package dev.fleetcast.channel;

import java.util.List;

/**
 * Where in the log a feed begins.
 *
 * @param from it is given what comes after this position
 * @param joined the end of the log when it began
 * @param first the positions of what it is given before that
 */
record FeedPlace(long from, long joined, List<Long> first) {}
