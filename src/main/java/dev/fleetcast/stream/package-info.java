/**
 * Telemetry streams: open connections, their subscriptions, and the path of an update from the feed to the sockets.
 *
 * <p>Every stream belongs to the event loop of its connection: its state is accessed only on that thread, without locks.
 * The events are in {@code stream.event}, and how they get to the client in {@code stream.delivery}.
 *
 * <p>In reading order: {@code Router}, {@code StreamLoop}, {@code Stream}, {@code Subscriptions}, {@code Subscription},
 * {@code StreamEvents}, {@code Backlog}, {@code Resumption}, {@code AreaMembers}, {@code KnownArea},
 * {@code AreaChanges}; for requests {@code LocalStreams}, {@code StreamAccess}.
 */
package dev.fleetcast.stream;
