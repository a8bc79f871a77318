package dev.fleetcast.fleet;

import dev.fleetcast.telemetry.UnitId;
import java.time.ZoneId;

/**
 * A unit in the in-memory fleet, with its vehicle and that vehicle's driver.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param imei the modem's number, or null
 * @param serialNo the maker's number, or null
 * @param name the name given by its users
 * @param stockNo the stock number, or null
 * @param status such as {@code active}
 * @param timezone the time zone of its local time
 * @param assignedAs its role in the vehicle; null exactly when {@code vehicle} is
 * @param vehicle the vehicle it is in, or null
 */
public record FleetUnit(
        UnitId id,
        long clientId,
        String imei,
        String serialNo,
        String name,
        String stockNo,
        String status,
        ZoneId timezone,
        Assignment assignedAs,
        FleetVehicle vehicle) {

    /** The driver of the vehicle the unit is in, or null. */
    public FleetDriver driver() {
        return vehicle == null ? null : vehicle.driver();
    }
}
