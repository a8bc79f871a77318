package dev.fleetcast.fleet;

import dev.fleetcast.telemetry.UnitId;
import java.time.ZoneId;

/**
 * A unit as the directory knows it, with the vehicle it is in and that vehicle's driver.
 *
 * @param id the registry's number
 * @param clientId the client that owns it
 * @param imei the modem's number, or null
 * @param serialNo the maker's number, or null
 * @param name what its users call it
 * @param stockNo the number in stock keeping, or null
 * @param status such as {@code active}
 * @param timezone where its local time is told
 * @param assignedAs its part in the vehicle; null exactly when {@code vehicle} is
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
