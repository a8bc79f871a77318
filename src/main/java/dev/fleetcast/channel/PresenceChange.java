package dev.fleetcast.channel;

/**
 * A device is on a channel now, or is no more; with several connections, it comes with the first and goes with the last.
 *
 * @param joined whether it has come
 */
record PresenceChange(String channel, String device, boolean joined) {}
