package dev.fleetcast.fleet;

import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** An immutable snapshot of the whole fleet, indexed for all lookups. */
public final class FleetIndex {

    static final FleetIndex EMPTY =
            new FleetIndex(List.of(), List.of(), List.of(), List.of(), List.of(), FormerOwners.NONE);

    private final Map<Long, FleetUnit> unitsById;
    private final Map<String, FleetUnit> unitsByImei = new HashMap<>();
    private final Map<String, FleetUnit> unitsBySerialNo = new HashMap<>();
    private final Map<String, FleetUnit> unitsByKey = new HashMap<>();
    private final Map<Long, List<FleetUnit>> unitsByVehicle = new HashMap<>();
    private final Map<Long, FleetVehicle> vehicles;
    private final Map<Long, FleetDriver> drivers;
    private final Map<Long, FleetPool> pools;
    private final Map<Long, FleetZone> zones;
    private final FormerOwners formerOwners;

    FleetIndex(
            Collection<FleetUnit> units,
            Collection<FleetVehicle> vehicles,
            Collection<FleetDriver> drivers,
            Collection<FleetPool> pools,
            Collection<FleetZone> zones,
            FormerOwners formerOwners) {
        this.unitsById = byId(units, unit -> unit.id().value());
        this.vehicles = byId(vehicles, FleetVehicle::id);
        this.drivers = byId(drivers, FleetDriver::id);
        this.pools = byId(pools, FleetPool::id);
        this.zones = byId(zones, FleetZone::id);
        this.formerOwners = formerOwners;
        units.forEach(this::index);
        indexKeys(units);
    }

    private void index(FleetUnit unit) {
        if (unit.imei() != null) {
            unitsByImei.put(unit.imei(), unit);
        }
        if (unit.serialNo() != null) {
            unitsBySerialNo.put(unit.serialNo(), unit);
        }
        if (unit.vehicle() != null) {
            unitsByVehicle
                    .computeIfAbsent(unit.vehicle().id(), id -> new ArrayList<>())
                    .add(unit);
        }
    }

    /** One unit's IMEI may equal another's serial number or id: the IMEI wins, then the serial number. */
    private void indexKeys(Collection<FleetUnit> units) {
        unitsByKey.putAll(unitsByImei);
        unitsBySerialNo.forEach(unitsByKey::putIfAbsent);
        units.forEach(unit -> unitsByKey.putIfAbsent(unit.id().toString(), unit));
    }

    Optional<FleetUnit> byKey(String key) {
        return Optional.ofNullable(unitsByKey.get(key));
    }

    public Optional<FleetUnit> byId(UnitId id) {
        return Optional.ofNullable(unitsById.get(id.value()));
    }

    public Optional<FleetUnit> byImei(String imei) {
        return Optional.ofNullable(unitsByImei.get(imei));
    }

    public Optional<FleetUnit> bySerialNo(String serialNo) {
        return Optional.ofNullable(unitsBySerialNo.get(serialNo));
    }

    public Optional<FleetUnit> forVehicle(long vehicleId, Assignment assignment) {
        return unitsOf(vehicleId).stream()
                .filter(unit -> unit.assignedAs() == assignment)
                .findFirst();
    }

    public List<FleetUnit> unitsOf(long vehicleId) {
        return Collections.unmodifiableList(unitsByVehicle.getOrDefault(vehicleId, List.of()));
    }

    public Optional<FleetVehicle> vehicle(long id) {
        return Optional.ofNullable(vehicles.get(id));
    }

    public Optional<FleetDriver> driver(long id) {
        return Optional.ofNullable(drivers.get(id));
    }

    public Optional<FleetPool> pool(long id) {
        return Optional.ofNullable(pools.get(id));
    }

    public Collection<FleetUnit> units() {
        return Collections.unmodifiableCollection(unitsById.values());
    }

    public Collection<FleetVehicle> vehicles() {
        return Collections.unmodifiableCollection(vehicles.values());
    }

    public Collection<FleetDriver> drivers() {
        return Collections.unmodifiableCollection(drivers.values());
    }

    public Collection<FleetPool> pools() {
        return Collections.unmodifiableCollection(pools.values());
    }

    public Optional<FleetZone> zone(long id) {
        return Optional.ofNullable(zones.get(id));
    }

    public Collection<FleetZone> zones() {
        return Collections.unmodifiableCollection(zones.values());
    }

    /** Whose the numbers of units were before. */
    public FormerOwners formerOwners() {
        return formerOwners;
    }

    private static <T> Map<Long, T> byId(Collection<T> all, ToLongFunction<T> id) {
        Map<Long, T> map = new LinkedHashMap<>(all.size() * 2);
        all.forEach(each -> map.put(id.applyAsLong(each), each));
        return map;
    }
}
