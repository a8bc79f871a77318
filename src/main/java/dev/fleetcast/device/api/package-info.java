/**
 * Device events over HTTP.
 *
 * <p>In reading order: {@code AllEventsResource}, {@code EventsResource}, {@code OwnEventsResource}, {@code
 * DeviceEventsResource}, {@code EventPaths}, {@code Publishing}.
 */
package dev.fleetcast.device.api;
