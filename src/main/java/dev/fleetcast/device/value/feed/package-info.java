/**
 * Clients that follow shared values.
 *
 * <p>In reading order: {@code ValueFeeds}, {@code ValueFeed}, {@code ValueReads}, {@code ValueReader}.
 */
package dev.fleetcast.device.value.feed;
