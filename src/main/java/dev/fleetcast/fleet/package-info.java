/** The fleet: units, vehicles, drivers and pools, in the registry and as an in-memory picture. */
package dev.fleetcast.fleet;
