/**
 * Streams that take events from a log at the pace of their client: pieces, slow clients, memory, keep-alive.
 *
 * <p>In reading order: {@code Flow}, {@code FeedRhythm}, {@code FeedAccount}.
 */
package dev.fleetcast.feed;
