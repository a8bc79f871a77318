/**
 * The one log of all channels, its newest part in memory.
 *
 * <p>In reading order: {@code ChannelWriter}, {@code ChannelEvent}, {@code EventRecords}, {@code ChannelLog}, {@code
 * RecentEvents}, {@code LogPosition}.
 */
package dev.fleetcast.channel.log;
