/**
 * Streams: the SSE connections, what they follow, and how an update gets from the feed to the sockets.
 *
 * <p>Every stream is owned by the event loop of its connection: its state is touched on that thread only, without locks.
 */
package dev.fleetcast.stream;
