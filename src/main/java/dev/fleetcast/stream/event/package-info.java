/**
 * What is written to a stream: events, their envelope, ids, and the queue in front of a client.
 *
 * <p>In reading order: {@code Update}, {@code Envelope}, {@code OutboundEvent}, {@code ControlEvents}, {@code Outbox}, {@code
 * Congestion}, {@code StreamId}.
 */
package dev.fleetcast.stream.event;
