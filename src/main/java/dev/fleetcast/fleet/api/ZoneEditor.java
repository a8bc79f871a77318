package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.Zone;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.MatchKey;
import dev.fleetcast.registry.admin.RegistryEditor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Validates and stores the names of zones. */
@ApplicationScoped
class ZoneEditor implements RegistryEditor<Zone, ZoneForm> {

    private static final MatchKey NUMBER = MatchKey.numberWithinClient("number", "number");

    @Override
    public Class<Zone> entityType() {
        return Zone.class;
    }

    @Override
    public Class<ZoneForm> formType() {
        return ZoneForm.class;
    }

    @Override
    public List<MatchKey> keys() {
        return List.of(NUMBER, MatchKey.withinClient("name", "name"));
    }

    @Override
    public List<MatchKey> unique() {
        return List.of(NUMBER);
    }

    @Override
    public List<String> searched() {
        return List.of("name");
    }

    @Override
    public Zone blank(Long id) {
        Zone zone = new Zone();
        zone.id = id;
        return zone;
    }

    @Override
    public ZoneForm form(Zone zone) {
        return ZoneForm.of(zone);
    }

    @Override
    public void check(ZoneForm form, Zone stored, AdminScope scope, Findings findings) {
        new OwnershipChecks(form.clientId(), scope, findings).client();
    }

    @Override
    public void apply(ZoneForm form, Zone zone) {
        zone.clientId = form.clientId();
        zone.number = form.number();
        zone.name = form.name();
    }
}
