package dev.fleetcast.fleet.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.Assignment;
import dev.fleetcast.fleet.Driver;
import dev.fleetcast.fleet.Pool;
import dev.fleetcast.fleet.Unit;
import dev.fleetcast.fleet.Vehicle;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Validates and stores vehicles with their units. */
@ApplicationScoped
class VehicleEditor implements RegistryEditor<Vehicle, VehicleForm> {

    @Override
    public Class<Vehicle> entityType() {
        return Vehicle.class;
    }

    @Override
    public Class<VehicleForm> formType() {
        return VehicleForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(
                MatchKey.withinClient("reg_no", "regNo"),
                MatchKey.withinClient("fleet_no", "fleetNo"),
                MatchKey.withinClient("vin", "vin"));
    }

    @Override
    public Set<String> importColumns() {
        return Arrays.stream(Assignment.values())
                .map(VehicleEditor::imeiColumn)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String imeiColumn(Assignment assignment) {
        return assignment.word() + "_unit_imei";
    }

    /** A vehicle's units may be named by IMEI. */
    @Override
    public void resolve(ObjectNode row, AdminScope scope, Findings findings) {
        for (Assignment assignment : Assignment.values()) {
            String column = imeiColumn(assignment);
            if (row.has(column)) {
                JsonNode imei = row.remove(column);
                row.set(assignment.word() + "_unit_id", unitId(column, imei, scope, findings));
            }
        }
    }

    private static JsonNode unitId(String column, JsonNode imei, AdminScope scope, Findings findings) {
        if (imei.isNull()) {
            return imei;
        }
        Unit unit = Unit.<Unit>find("imei", imei.asText()).firstResult();
        if (unit == null || !scope.includes(unit.clientId)) {
            findings.invalid(column, "is not the IMEI of a unit");
            return NullNode.getInstance();
        }
        return LongNode.valueOf(unit.id);
    }

    @Override
    public List<String> searched() {
        return List.of("regNo", "fleetNo", "vin");
    }

    @Override
    public Vehicle blank(Long id) {
        Vehicle vehicle = new Vehicle();
        vehicle.id = id;
        return vehicle;
    }

    @Override
    public VehicleForm form(Vehicle vehicle) {
        return VehicleForm.of(vehicle, byAssignment(Unit.inVehicle(vehicle.id)));
    }

    @Override
    public List<VehicleForm> forms(List<Vehicle> vehicles) {
        List<Long> ids = vehicles.stream().map(vehicle -> vehicle.id).toList();
        Map<Long, List<Unit>> units =
                Unit.<Unit>list("vehicleId in ?1", ids).stream().collect(Collectors.groupingBy(unit -> unit.vehicleId));
        return vehicles.stream()
                .map(vehicle -> VehicleForm.of(vehicle, byAssignment(units.getOrDefault(vehicle.id, List.of()))))
                .toList();
    }

    private static Map<Assignment, Long> byAssignment(List<Unit> units) {
        Map<Assignment, Long> ids = new EnumMap<>(Assignment.class);
        units.forEach(unit -> Assignment.of(unit.assignedAs).ifPresent(assignment -> ids.put(assignment, unit.id)));
        return ids;
    }

    @Override
    public void check(VehicleForm form, Vehicle stored, AdminScope scope, Findings findings) {
        OwnershipChecks owner = new OwnershipChecks(form.clientId(), scope, findings);
        owner.client();
        Set<Long> seen = new HashSet<>();
        form.unitIds().forEach((assignment, unitId) -> {
            String field = assignment.word() + "_unit_id";
            if (!seen.add(unitId)) {
                findings.invalid(field, "appears twice");
            }
            checkUnit(field, Unit.findById(unitId), stored, owner);
        });
        if (stored != null && !stored.clientId.equals(form.clientId())) {
            checkNothingStays(stored, findings);
        }
    }

    private static void checkUnit(String field, Unit unit, Vehicle stored, OwnershipChecks owner) {
        if (owner.unit(field, unit)
                && unit.vehicleId != null
                && (stored == null || !unit.vehicleId.equals(stored.id))) {
            owner.findings().conflict(field, "is already in vehicle " + unit.vehicleId);
        }
    }

    /** The vehicle's driver and pools belong to its previous client. */
    private static void checkNothingStays(Vehicle stored, Findings findings) {
        if (Driver.inVehicle(stored.id).isPresent() || Pool.count("?1 member of vehicleIds", stored.id) > 0) {
            findings.conflict("client_id", "cannot change while the vehicle has a driver or is in a pool");
        }
    }

    @Override
    public void apply(VehicleForm form, Vehicle vehicle) {
        vehicle.clientId = form.clientId();
        vehicle.regNo = form.regNo();
        vehicle.fleetNo = form.fleetNo();
        vehicle.vin = form.vin();
        vehicle.engineNo = form.engineNo();
        vehicle.iconName = form.iconName();
    }

    @Override
    public void applyAround(VehicleForm form, Vehicle vehicle) {
        List<Unit> before = Unit.inVehicle(vehicle.id);
        Map<Assignment, Long> wanted = form.unitIds();
        if (byAssignment(before).equals(wanted)) {
            return;
        }
        before.forEach(unit -> unit.assign(null, null));
        // Two units that swap places must both leave theirs before either takes the other's.
        Unit.flush();
        wanted.forEach((assignment, unitId) -> {
            Unit unit = Unit.findById(unitId);
            unit.assign(vehicle.id, assignment.word());
        });
    }

    @Override
    public void beforeRemoval(Vehicle vehicle, Findings findings) {
        Unit.inVehicle(vehicle.id).forEach(unit -> unit.assign(null, null));
        Unit.flush();
    }
}
