/** Units, vehicles, drivers and pools: in the registry and as an in-memory snapshot. */
package dev.fleetcast.fleet;
