/**
 * Push, feed, feedback and presence over HTTP.
 *
 * <p>In reading order: {@code PushResource}, {@code FeedResource}, {@code FeedbackResource}, {@code PresenceResource},
 * {@code ChannelGate}, {@code ChannelCaller}, {@code AdminEventsResource}.
 */
package dev.fleetcast.channel.api;
