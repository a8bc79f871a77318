/**
 * Commands for devices: what they are, and the topics by which replicas and gateways share them.
 *
 * <p>In reading order: {@code Command}, {@code Answer}, {@code CommandJson}, {@code CommandIds}, {@code CommandWriter},
 * {@code CommandTopics}, {@code CommandConfig}.
 */
package dev.fleetcast.device.command;
