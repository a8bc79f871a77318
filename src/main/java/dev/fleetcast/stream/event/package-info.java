/**
 * What is written to a stream: events, their envelope and ids.
 *
 * <p>In reading order: {@code Update}, {@code Envelope}, {@code OutboundEvent}, {@code ControlEvents}, {@code StreamId},
 * {@code DeliveryMode}, {@code Filter}.
 */
package dev.fleetcast.stream.event;
