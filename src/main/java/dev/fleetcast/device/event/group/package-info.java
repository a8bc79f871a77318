/**
 * Streams that share their events: each event goes to one of them, a device's always to the same while it stays.
 *
 * <p>In reading order: {@code Groups}, {@code GroupStates}, {@code GroupState}, {@code GroupRecord}, {@code Slots},
 * {@code GroupMember}, {@code GroupStream}, {@code FollowerId}.
 */
package dev.fleetcast.device.event.group;
