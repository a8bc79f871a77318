package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.ImeiCheckDigit;
import dev.fleetcast.fleet.Unit;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.RegistryConfig;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Validates and stores units. */
@ApplicationScoped
class UnitEditor implements RegistryEditor<Unit, UnitForm> {

    private final boolean checksImei;

    UnitEditor(
            RegistryConfig config, @ConfigProperty(name = "fleetcast.demo.data", defaultValue = "false") boolean demo) {
        this.checksImei = config.checkImei().orElse(!demo);
    }

    @Override
    public Class<Unit> entityType() {
        return Unit.class;
    }

    @Override
    public Class<UnitForm> formType() {
        return UnitForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(MatchKey.unique("imei", "imei"), MatchKey.unique("serial_no", "serialNo"));
    }

    @Override
    public List<MatchKey> unique() {
        return keys();
    }

    @Override
    public List<String> searched() {
        return List.of("name", "imei", "serialNo", "stockNo");
    }

    @Override
    public Unit blank(Long id) {
        Unit unit = new Unit();
        unit.id = id;
        return unit;
    }

    @Override
    public UnitForm form(Unit unit) {
        return UnitForm.of(unit);
    }

    @Override
    public void check(UnitForm form, Unit stored, AdminScope scope, Findings findings) {
        OwnershipChecks owner = new OwnershipChecks(form.clientId(), scope, findings);
        owner.client();
        checkDigit(form, stored, findings);
        if (!scope.whole()) {
            new FeedKeys(form, stored, findings).check();
        }
        checkVehicle(form, stored, owner, findings);
    }

    /** An IMEI that is already there may stay. */
    private void checkDigit(UnitForm form, Unit stored, Findings findings) {
        boolean given = form.imei() != null && (stored == null || !form.imei().equals(stored.imei));
        if (checksImei && given) {
            ImeiCheckDigit.expectedInstead(form.imei())
                    .ifPresent(expected -> findings.invalid("imei", "should end in " + expected + ", its check digit"));
        }
    }

    private static void checkVehicle(UnitForm form, Unit stored, OwnershipChecks owner, Findings findings) {
        if ((form.vehicleId() == null) != (form.assignedAs() == null)) {
            findings.invalid("assigned_as", "must be set if and only if vehicle_id is");
        } else if (form.vehicleId() != null && owner.vehicle("vehicle_id", form.vehicleId())) {
            Unit.inVehicle(form.vehicleId(), form.assignedAs())
                    .filter(unit -> !unit.id.equals(idOf(stored)))
                    .ifPresent(unit -> findings.conflict("assigned_as", "is already taken by unit " + unit.id));
        }
    }

    private static Long idOf(Unit stored) {
        return stored == null ? Long.valueOf(0) : stored.id;
    }

    @Override
    public void apply(UnitForm form, Unit unit) {
        unit.clientId = form.clientId();
        unit.imei = form.imei();
        unit.serialNo = form.serialNo();
        unit.name = form.name();
        unit.stockNo = form.stockNo();
        unit.status = form.status();
        unit.timezone = form.timezone();
        unit.assign(form.vehicleId(), form.assignedAs());
    }
}
