package dev.fleetcast.channel.log;

import java.util.List;

/**
 * A page of the log, from memory or from the archive.
 *
 * @param events oldest first
 * @param end the position before which the page is complete
 */
public record LogPage(List<ChannelEvent> events, long end) {}
