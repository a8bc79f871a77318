/**
 * What makes two events the same.
 *
 * <p>In reading order: {@code KeyedEvent}, {@code EventKey}, {@code EventTs}, {@code TsMembers}.
 */
package dev.fleetcast.device.key;
