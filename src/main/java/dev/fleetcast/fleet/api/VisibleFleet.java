package dev.fleetcast.fleet.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.fleet.Assignment;
import dev.fleetcast.fleet.FleetDriver;
import dev.fleetcast.fleet.FleetIndex;
import dev.fleetcast.fleet.FleetPool;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.FleetVehicle;
import dev.fleetcast.fleet.FleetZone;
import dev.fleetcast.telemetry.UnitId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of one fleet snapshot that a viewer may see; hidden entries look like missing ones. */
public final class VisibleFleet {

    private final FleetIndex picture;
    private final Visibility visibility;
    private final Viewer viewer;

    VisibleFleet(FleetIndex picture, Visibility visibility, Viewer viewer) {
        this.picture = picture;
        this.visibility = visibility;
        this.viewer = viewer;
    }

    public Stream<FleetUnit> units() {
        return picture.units().stream().filter(unit -> maySee(unit.clientId()));
    }

    public Stream<FleetVehicle> vehicles() {
        return picture.vehicles().stream().filter(vehicle -> maySee(vehicle.clientId()));
    }

    public Stream<FleetDriver> drivers() {
        return picture.drivers().stream().filter(driver -> maySee(driver.clientId()));
    }

    public Stream<FleetPool> pools() {
        return picture.pools().stream().filter(pool -> maySee(pool.clientId()));
    }

    public Stream<FleetZone> zones() {
        return picture.zones().stream().filter(zone -> maySee(zone.clientId()));
    }

    public Optional<FleetUnit> unit(long id) {
        return id > 0 ? picture.byId(new UnitId(id)).filter(unit -> maySee(unit.clientId())) : Optional.empty();
    }

    public Optional<FleetUnit> unitByImei(String imei) {
        return picture.byImei(imei).filter(unit -> maySee(unit.clientId()));
    }

    public Optional<FleetUnit> unitBySerialNo(String serialNo) {
        return picture.bySerialNo(serialNo).filter(unit -> maySee(unit.clientId()));
    }

    public Optional<FleetVehicle> vehicle(long id) {
        return picture.vehicle(id).filter(vehicle -> maySee(vehicle.clientId()));
    }

    public Optional<FleetDriver> driver(long id) {
        return picture.driver(id).filter(driver -> maySee(driver.clientId()));
    }

    public Optional<FleetPool> pool(long id) {
        return picture.pool(id).filter(pool -> maySee(pool.clientId()));
    }

    public Optional<FleetZone> zone(long id) {
        return picture.zone(id).filter(zone -> maySee(zone.clientId()));
    }

    public Optional<FleetUnit> unitOf(long vehicleId, Assignment assignment) {
        return picture.forVehicle(vehicleId, assignment).filter(unit -> maySee(unit.clientId()));
    }

    /** The unit that represents the vehicle: the primary unit, else the first backup. */
    public Optional<FleetUnit> leadingUnitOf(long vehicleId) {
        return Arrays.stream(Assignment.values())
                .flatMap(assignment -> unitOf(vehicleId, assignment).stream())
                .findFirst();
    }

    /** The leading units of the pool's vehicles, without vehicles that have no unit. */
    public List<FleetUnit> leadingUnitsOf(FleetPool pool) {
        return pool.vehicleIds().stream()
                .flatMap(vehicleId -> leadingUnitOf(vehicleId).stream())
                .toList();
    }

    private boolean maySee(long clientId) {
        return visibility.maySeeClient(viewer, clientId);
    }
}
