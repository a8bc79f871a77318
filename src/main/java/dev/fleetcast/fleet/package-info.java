/**
 * Units, vehicles, drivers, pools and names of zones: in the registry and as an in-memory snapshot.
 *
 * <p>In reading order: {@code Unit}, {@code Vehicle}, {@code FleetIndexBuilder}, {@code FleetIndex}, {@code
 * FormerOwners}, {@code UnitDirectory}, {@code MessageExtension}.
 */
package dev.fleetcast.fleet;
