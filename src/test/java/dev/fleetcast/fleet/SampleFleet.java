package dev.fleetcast.fleet;

import dev.fleetcast.testing.RegistryFixture;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One entry of each kind, created through the administration API: a unit in a vehicle, its driver and its pool, and the name of a zone.
 *
 * @param clientId the owner
 */
public record SampleFleet(
        long clientId,
        long unitId,
        String imei,
        String serialNo,
        long vehicleId,
        long driverId,
        long poolId,
        long zoneId) {

    public static SampleFleet create(Supplier<RequestSpecification> admin, long clientId) {
        String imei = RegistryFixture.imei();
        String serialNo = "SN-" + RegistryFixture.number();
        long vehicle = post(admin, "vehicles", Map.of("client_id", clientId, "reg_no", "REG 1"));
        Map<String, Object> unit = new HashMap<>(Map.of("client_id", clientId, "name", "unit", "imei", imei));
        unit.putAll(Map.of("serial_no", serialNo, "vehicle_id", vehicle, "assigned_as", "primary"));
        return new SampleFleet(
                clientId,
                post(admin, "units", unit),
                imei,
                serialNo,
                vehicle,
                post(admin, "drivers", Map.of("client_id", clientId, "name", "Ada", "vehicle_id", vehicle)),
                post(admin, "pools", Map.of("client_id", clientId, "name", "pool", "vehicle_ids", List.of(vehicle))),
                post(admin, "zones", Map.of("client_id", clientId, "number", 7, "name", "Depot")));
    }

    private static long post(Supplier<RequestSpecification> admin, String kind, Map<String, Object> body) {
        return RegistryFixture.create(admin.get(), kind, body);
    }
}
