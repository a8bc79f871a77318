/**
 * Values that the devices and users of a client share.
 *
 * <p>In reading order: {@code SharedValue}, {@code Values}, {@code ValueCondition}, {@code ValueOutbox}, {@code
 * ValueTeller}, {@code ValueRules}, {@code ValueEvents}, {@code ValueDevices}.
 */
package dev.fleetcast.device.value;
