package dev.fleetcast.fleet;

/**
 * A driver in the in-memory fleet.
 *
 * @param id the registry's number
 * @param clientId the client the driver works for
 * @param name the driver's name
 * @param tagNo the identification tag, or null
 * @param vehicleId the driver's current vehicle, or null
 */
public record FleetDriver(long id, long clientId, String name, String tagNo, Long vehicleId) {}
