package dev.fleetcast.channel;

import java.util.List;

/**
 * A piece of the log, from memory or from the archive.
 *
 * @param events oldest first
 * @param end whoever has read the events has all of their channels before this position
 */
public record LogPage(List<ChannelEvent> events, long end) {}
