/**
 * Event ids: where a client is in the feed.
 *
 * <p>In reading order: {@code Cursor}, {@code CursorCodec}, {@code CursorMac}, {@code FeedMarks}.
 */
package dev.fleetcast.stream.cursor;
