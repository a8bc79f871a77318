package dev.fleetcast.fleet;

/**
 * A vehicle in the in-memory fleet, with its driver.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param regNo the registration plate
 * @param fleetNo the client's own number for it, or null
 * @param vin the chassis number, or null
 * @param engineNo the engine number, or null
 * @param iconName its icon on maps, or null
 * @param groupName the name of its pool, the first by id if it is in several, or null
 * @param driver its current driver, or null
 */
public record FleetVehicle(
        long id,
        long clientId,
        String regNo,
        String fleetNo,
        String vin,
        String engineNo,
        String iconName,
        String groupName,
        FleetDriver driver) {}
