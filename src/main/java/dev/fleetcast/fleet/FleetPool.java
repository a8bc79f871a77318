package dev.fleetcast.fleet;

import java.util.List;

/**
 * A group of vehicles in the in-memory fleet.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param name the group's name, unique within its client
 * @param vehicleIds ids of its vehicles
 */
public record FleetPool(long id, long clientId, String name, List<Long> vehicleIds) {

    public FleetPool {
        vehicleIds = List.copyOf(vehicleIds);
    }
}
