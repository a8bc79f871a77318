package dev.fleetcast.fleet.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.access.token.IssuedToken;
import dev.fleetcast.fleet.FleetDriver;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.FleetVehicle;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit and the right to follow it.
 *
 * @param unitId the unit
 * @param imei the modem's number
 * @param serialNo the maker's number
 * @param unitName the name given by its users
 * @param vehicleId the vehicle it is in
 * @param vehicleRegNo the registration plate
 * @param vehicleFleetNo the client's own number for the vehicle
 * @param vehicleIconName the vehicle's icon on maps
 * @param vehicleGroupName the pool of the vehicle
 * @param driverId the driver of the vehicle
 * @param driverName the driver's name
 * @param driverTagNo the driver's identification tag
 * @param clientId the client that owns the unit
 * @param token the subscription token
 * @param expiresAt when the token expires
 * @param telemetry the newest valid gps message with a position, extended; or null
 */
@Schema(description = "A unit and the right to follow it.")
record MonitoredUnit(
        long unitId,
        @Schema(nullable = true) String imei,
        @Schema(nullable = true) String serialNo,
        String unitName,
        @Schema(nullable = true) Long vehicleId,
        @Schema(nullable = true) String vehicleRegNo,
        @Schema(nullable = true) String vehicleFleetNo,
        @Schema(nullable = true) String vehicleIconName,
        @Schema(nullable = true) String vehicleGroupName,
        @Schema(nullable = true) Long driverId,
        @Schema(nullable = true) String driverName,
        @Schema(nullable = true) String driverTagNo,
        long clientId,

        @Schema(description = "The token to subscribe with; a credential.")
        String token,

        Instant expiresAt,

        @Schema(implementation = Object.class, description = "The last known message, extended, or null.")
        ObjectNode telemetry) {

    static MonitoredUnit of(FleetUnit unit, IssuedToken issued, ObjectNode telemetry) {
        FleetVehicle vehicle = unit.vehicle();
        FleetDriver driver = unit.driver();
        return new MonitoredUnit(
                unit.id().value(),
                unit.imei(),
                unit.serialNo(),
                unit.name(),
                vehicle == null ? null : vehicle.id(),
                vehicle == null ? null : vehicle.regNo(),
                vehicle == null ? null : vehicle.fleetNo(),
                vehicle == null ? null : vehicle.iconName(),
                vehicle == null ? null : vehicle.groupName(),
                driver == null ? null : driver.id(),
                driver == null ? null : driver.name(),
                driver == null ? null : driver.tagNo(),
                unit.clientId(),
                issued.token(),
                issued.expiresAt(),
                telemetry);
    }

    @Override
    public String toString() {
        return "MonitoredUnit[" + unitId + "]";
    }
}
