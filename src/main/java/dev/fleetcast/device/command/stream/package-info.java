/**
 * The command streams of devices: the connections of this replica, and which device has one where.
 *
 * <p>In reading order: {@code StreamOpening}, {@code CommandStream}, {@code Delivery}, {@code CommandStreams}, {@code
 * DeviceStreams}, {@code StreamTable}, {@code StatusReports}.
 */
package dev.fleetcast.device.command.stream;
