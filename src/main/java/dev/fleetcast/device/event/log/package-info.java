/**
 * The log of device events: its newest part in memory, older events from Kafka, and the ids that name its points.
 *
 * <p>In reading order: {@code EventReader}, {@code ReadEvent}, {@code EventLog}, {@code LoggedEvent}, {@code
 * Positions}, {@code EventCursors}, {@code EventPlayback}, {@code OldEvents}.
 */
package dev.fleetcast.device.event.log;
