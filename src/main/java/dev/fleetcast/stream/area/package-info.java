/**
 * Sets of units that follow an area or a group: what a client asks for, and which units are in it now.
 *
 * <p>In reading order: {@code AreaRequest}, {@code FollowedArea}, {@code Area}, {@code Outline}, {@code Areas},
 * {@code RegistryAreas}, {@code AreaMemory}.
 */
package dev.fleetcast.stream.area;
