/**
 * Words that every part of access control uses: the viewer, roles, settings, the start and the end of a session.
 *
 * <p>In reading order: {@code Viewer}, {@code Roles}, {@code AccessConfig}, {@code UnitOwners}, {@code DeviceOwners},
 * {@code SessionStart}, {@code SessionEnded}.
 */
package dev.fleetcast.access;
