/** Tracks which data this replica has loaded since its start, and waits for the rest. */
package dev.fleetcast.knowledge;
