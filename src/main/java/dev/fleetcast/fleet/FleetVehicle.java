package dev.fleetcast.fleet;

/**
 * A vehicle as the directory knows it, with whoever drives it.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param regNo the registration plate
 * @param fleetNo the client's own number for it, or null
 * @param vin the chassis number, or null
 * @param engineNo the engine number, or null
 * @param iconName the icon a map shows for it, or null
 * @param groupName the name of its pool, the first by id when it is in several, or null
 * @param driver the driver in it now, or null
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
