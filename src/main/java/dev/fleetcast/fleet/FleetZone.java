package dev.fleetcast.fleet;

/**
 * A zone in the in-memory fleet.
 *
 * @param id the registry's number
 * @param clientId the client whose devices report it
 * @param number the devices' number
 * @param name the zone's name
 */
public record FleetZone(long id, long clientId, long number, String name) {}
