/**
 * Telemetry streams: the SSE connections, their subscriptions, and the path of an update from the feed to the sockets.
 *
 * <p>Every stream belongs to the event loop of its connection: its state is accessed only on that thread, without
 * locks.
 */
package dev.fleetcast.stream;
