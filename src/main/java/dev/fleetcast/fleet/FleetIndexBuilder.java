package dev.fleetcast.fleet;

import dev.fleetcast.telemetry.UnitId;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Builds the in-memory fleet from the stored rows. The tables may have been edited by hand: references to another
 * client's rows are ignored, so that no client ever sees another's data.
 */
final class FleetIndexBuilder {

    private final Map<Long, Driver> driverByVehicle = new HashMap<>();
    private final Map<Long, String> groupByVehicle = new HashMap<>();
    private final Map<Long, FleetVehicle> vehicles = new HashMap<>();

    private FleetIndexBuilder() {}

    static FleetIndex picture(
            List<Unit> units,
            List<Vehicle> vehicles,
            List<Driver> drivers,
            List<Pool> pools,
            List<Zone> zones,
            FormerOwners formerOwners) {
        FleetIndexBuilder assembly = new FleetIndexBuilder();
        drivers.stream()
                .filter(driver -> driver.vehicleId != null)
                .forEach(driver -> assembly.driverByVehicle.put(driver.vehicleId, driver));
        pools.stream()
                .sorted(Comparator.comparing((Pool pool) -> pool.id).reversed())
                .forEach(pool -> pool.vehicleIds.forEach(id -> assembly.groupByVehicle.put(id, pool.name)));
        vehicles.forEach(vehicle -> assembly.vehicles.put(vehicle.id, assembly.vehicle(vehicle)));
        return new FleetIndex(
                units.stream().map(assembly::unit).toList(),
                vehicles.stream()
                        .map(vehicle -> assembly.vehicles.get(vehicle.id))
                        .toList(),
                drivers.stream().map(FleetIndexBuilder::driver).toList(),
                pools.stream().map(FleetIndexBuilder::pool).toList(),
                zones.stream().map(FleetIndexBuilder::zone).toList(),
                formerOwners);
    }

    private FleetVehicle vehicle(Vehicle vehicle) {
        Driver driver = driverByVehicle.get(vehicle.id);
        return new FleetVehicle(
                vehicle.id,
                vehicle.clientId,
                vehicle.regNo,
                vehicle.fleetNo,
                vehicle.vin,
                vehicle.engineNo,
                vehicle.iconName,
                groupByVehicle.get(vehicle.id),
                driver != null && driver.clientId.equals(vehicle.clientId) ? driver(driver) : null);
    }

    private FleetUnit unit(Unit unit) {
        FleetVehicle vehicle = unit.vehicleId == null ? null : vehicles.get(unit.vehicleId);
        Assignment assignment = Assignment.of(unit.assignedAs).orElse(null);
        boolean assigned = vehicle != null && assignment != null && vehicle.clientId() == unit.clientId;
        return new FleetUnit(
                new UnitId(unit.id),
                unit.clientId,
                unit.imei,
                unit.serialNo,
                unit.name,
                unit.stockNo,
                unit.status,
                zone(unit.timezone),
                assigned ? assignment : null,
                assigned ? vehicle : null);
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static FleetDriver driver(Driver driver) {
        return new FleetDriver(driver.id, driver.clientId, driver.name, driver.tagNo, driver.vehicleId);
    }

    private static FleetPool pool(Pool pool) {
        return new FleetPool(pool.id, pool.clientId, pool.name, List.copyOf(new TreeSet<>(pool.vehicleIds)));
    }

    private static FleetZone zone(Zone zone) {
        return new FleetZone(zone.id, zone.clientId, zone.number, zone.name);
    }
}
