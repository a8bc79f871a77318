/** What this replica has learned since its start, and waiting for what it has not. */
package dev.fleetcast.knowledge;
