package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.Driver;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Validates and stores drivers. */
@ApplicationScoped
class DriverEditor implements RegistryEditor<Driver, DriverForm> {

    @Override
    public Class<Driver> entityType() {
        return Driver.class;
    }

    @Override
    public Class<DriverForm> formType() {
        return DriverForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(MatchKey.withinClient("tag_no", "tagNo"), MatchKey.withinClient("name", "name"));
    }

    @Override
    public List<String> searched() {
        return List.of("name", "tagNo");
    }

    @Override
    public Driver blank(Long id) {
        Driver driver = new Driver();
        driver.id = id;
        return driver;
    }

    @Override
    public DriverForm form(Driver driver) {
        return DriverForm.of(driver);
    }

    @Override
    public void check(DriverForm form, Driver stored, AdminScope scope, Findings findings) {
        OwnershipChecks owner = new OwnershipChecks(form.clientId(), scope, findings);
        owner.client();
        if (form.vehicleId() != null && owner.vehicle("vehicle_id", form.vehicleId())) {
            Driver.inVehicle(form.vehicleId())
                    .filter(other -> stored == null || !other.id.equals(stored.id))
                    .ifPresent(other -> findings.conflict("vehicle_id", "already has driver " + other.id));
        }
    }

    @Override
    public void apply(DriverForm form, Driver driver) {
        driver.clientId = form.clientId();
        driver.name = form.name();
        driver.tagNo = form.tagNo();
        driver.vehicleId = form.vehicleId();
    }
}
