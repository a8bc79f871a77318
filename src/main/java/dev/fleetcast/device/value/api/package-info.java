/**
 * Shared values over HTTP.
 *
 * <p>In reading order: {@code ValueResource}, {@code ValueDevicesResource}, {@code ValueFeedResource},
 * {@code ValueCaller}, {@code ValueBody}, {@code ValueResponses}.
 */
package dev.fleetcast.device.value.api;
