/**
 * Clients that follow channels.
 *
 * <p>In reading order: {@code Feeds}, {@code FeedRequest}, {@code FeedPlaces}, {@code Feed}, {@code FeedSource}, {@code
 * FeedRegistry}, {@code KeepAlive}, {@code FeedEnd}.
 */
package dev.fleetcast.channel.feed;
