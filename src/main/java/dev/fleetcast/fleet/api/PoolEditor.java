package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.Pool;
import dev.fleetcast.fleet.Vehicle;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Validates and stores pools. */
@ApplicationScoped
class PoolEditor implements RegistryEditor<Pool, PoolForm> {

    @Override
    public Class<Pool> entityType() {
        return Pool.class;
    }

    @Override
    public Class<PoolForm> formType() {
        return PoolForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(MatchKey.withinClient("name", "name"));
    }

    @Override
    public List<MatchKey> unique() {
        return keys();
    }

    @Override
    public List<String> searched() {
        return List.of("name");
    }

    @Override
    public Pool blank(Long id) {
        Pool pool = new Pool();
        pool.id = id;
        return pool;
    }

    @Override
    public PoolForm form(Pool pool) {
        return PoolForm.of(pool);
    }

    @Override
    public void check(PoolForm form, Pool stored, AdminScope scope, Findings findings) {
        if (!new OwnershipChecks(form.clientId(), scope, findings).client()) {
            return;
        }
        long own = Vehicle.count("clientId = ?1 and id in ?2", form.clientId(), form.vehicleIds());
        if (own != form.vehicleIds().size()) {
            findings.invalid("vehicle_ids", "must all exist and belong to the client");
        }
    }

    @Override
    public void apply(PoolForm form, Pool pool) {
        pool.clientId = form.clientId();
        pool.name = form.name();
        pool.vehicleIds.retainAll(form.vehicleIds());
        pool.vehicleIds.addAll(form.vehicleIds());
    }
}
