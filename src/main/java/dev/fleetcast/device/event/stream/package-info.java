/**
 * Clients that follow device events.
 *
 * <p>In reading order: {@code EventStreams}, {@code EventStreamRequest}, {@code EventFilter}, {@code EventStream}, {@code
 * Places}.
 */
package dev.fleetcast.device.event.stream;
