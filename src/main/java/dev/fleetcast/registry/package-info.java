/** The administration of the registry: forms, CSV import, and the version that triggers reloads. */
package dev.fleetcast.registry;
