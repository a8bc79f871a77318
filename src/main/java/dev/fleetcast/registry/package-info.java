/** How the registry is administered: forms, CSV import, and the version that tells replicas to reload. */
package dev.fleetcast.registry;
