/**
 * The wire: how events are written to a connection, independent of their source.
 *
 * <p>Format: the server-sent events of the HTML standard, over HTTP/1.1 and HTTP/2.
 *
 * <p>In reading order: {@code SseConnection}, {@code Outlet}, {@code SseOutlet}, {@code ChunkedBody}, {@code
 * LastEventId}, {@code LifeInterval}.
 */
package dev.fleetcast.sse;
