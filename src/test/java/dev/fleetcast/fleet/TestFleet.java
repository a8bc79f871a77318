package dev.fleetcast.fleet;

import dev.fleetcast.telemetry.UnitId;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Fleets for tests without a database. */
public final class TestFleet {

    private TestFleet() {}

    /** A directory of these units with their vehicles and drivers. */
    public static UnitDirectory directory(FleetUnit... units) {
        List<FleetVehicle> vehicles = Arrays.stream(units)
                .map(FleetUnit::vehicle)
                .filter(Objects::nonNull)
                .toList();
        List<FleetDriver> drivers = vehicles.stream()
                .map(FleetVehicle::driver)
                .filter(Objects::nonNull)
                .toList();
        UnitDirectory directory = new UnitDirectory(null);
        directory.show(new FleetIndex(List.of(units), vehicles, drivers, List.of(), List.of()));
        return directory;
    }

    /** A unit without a vehicle; IMEI and serial number may be null. */
    public static FleetUnit unit(long id, String imei, String serialNo) {
        ZoneId zone = ZoneId.of("America/Chicago");
        return new FleetUnit(new UnitId(id), 1, imei, serialNo, "unit " + id, null, "active", zone, null, null);
    }

    /** The primary unit of a vehicle; the vehicle's id is the unit's plus 1000. */
    public static FleetUnit unitInVehicle(long id, String imei) {
        FleetVehicle vehicle = new FleetVehicle(1_000 + id, 1, "REG " + id, null, null, null, null, null, null);
        ZoneId zone = ZoneId.of("America/Chicago");
        return new FleetUnit(
                new UnitId(id), 1, imei, null, "unit " + id, null, "active", zone, Assignment.PRIMARY, vehicle);
    }
}
