/**
 * Device events: what they are and how they are written to Kafka.
 *
 * <p>In reading order: {@code DeviceEvent}, {@code EventRules}, {@code DeviceEventRecord}, {@code EventMembers}.
 */
package dev.fleetcast.device.event;
