/**
 * Words that every part of the device API uses: devices, their names on the wire, callers.
 *
 * <p>In reading order: {@code Coreid}, {@code Device}, {@code Devices}, {@code DeviceCaller}, {@code DeviceApi}, {@code
 * DeviceConfig}.
 */
package dev.fleetcast.device;
