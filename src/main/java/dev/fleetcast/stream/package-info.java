/**
 * Telemetry streams: open connections, their subscriptions, and the path of an update from the feed to the sockets.
 *
 * <p>Every stream belongs to the event loop of its connection: its state is accessed only on that thread, without locks.
 *
 * <p>In reading order: {@code Router}, {@code Stream}, {@code Subscriptions}, {@code Subscription}, {@code
 * StreamEvents}, {@code Backlog}, {@code Resumption}, {@code AreaMembers}.
 */
package dev.fleetcast.stream;
