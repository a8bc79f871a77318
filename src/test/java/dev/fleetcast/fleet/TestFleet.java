package dev.fleetcast.fleet;

import dev.fleetcast.fleet.FormerOwners.FormerOwner;
import dev.fleetcast.telemetry.UnitId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Fleets for tests without a database. */
public final class TestFleet {

    private TestFleet() {}

    /** A directory of these units with their vehicles and drivers. */
    public static UnitDirectory directory(FleetUnit... units) {
        return directory(FormerOwners.NONE, units);
    }

    /** A directory of these units, whose numbers were others' before. */
    public static UnitDirectory directory(FormerOwners formerOwners, FleetUnit... units) {
        UnitDirectory directory = new UnitDirectory(null);
        show(directory, formerOwners, units);
        return directory;
    }

    /** Replaces what a directory has. */
    public static void show(UnitDirectory directory, FormerOwners formerOwners, FleetUnit... units) {
        List<FleetVehicle> vehicles = Arrays.stream(units)
                .map(FleetUnit::vehicle)
                .filter(Objects::nonNull)
                .toList();
        List<FleetDriver> drivers = vehicles.stream()
                .map(FleetVehicle::driver)
                .filter(Objects::nonNull)
                .toList();
        directory.show(new FleetIndex(List.of(units), vehicles, drivers, List.of(), List.of(), formerOwners));
    }

    /** Says which client had a number until then; 0 means no client. */
    public static FormerOwners formerOwner(String number, long clientId, Instant until) {
        return new FormerOwners(List.of(new FormerOwner(number, clientId, until)));
    }

    /** A unit of client 1 without a vehicle; IMEI and serial number may be null. */
    public static FleetUnit unit(long id, String imei, String serialNo) {
        return unitOf(1, id, imei, serialNo);
    }

    /** Like {@link #unit}, of that client. */
    public static FleetUnit unitOf(long client, long id, String imei, String serialNo) {
        ZoneId zone = ZoneId.of("America/Chicago");
        return new FleetUnit(new UnitId(id), client, imei, serialNo, "unit " + id, null, "active", zone, null, null);
    }

    /** The primary unit of a vehicle; the vehicle's id is the unit's plus 1000. */
    public static FleetUnit unitInVehicle(long id, String imei) {
        FleetVehicle vehicle = new FleetVehicle(1_000 + id, 1, "REG " + id, null, null, null, null, null, null);
        ZoneId zone = ZoneId.of("America/Chicago");
        return new FleetUnit(
                new UnitId(id), 1, imei, null, "unit " + id, null, "active", zone, Assignment.PRIMARY, vehicle);
    }
}
