package dev.fleetcast.channel.presence;

/**
 * A device joins or leaves a channel; with several connections, it joins with the first and leaves with the last.
 *
 * @param joined true if it joins, false if it leaves
 */
record PresenceChange(String channel, String device, boolean joined) {}
