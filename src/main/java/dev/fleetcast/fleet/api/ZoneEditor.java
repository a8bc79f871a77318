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
        return List.of(MatchKey.numberWithinClient("number", "number"), MatchKey.withinClient("name", "name"));
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
        if (!new OwnershipChecks(form.clientId(), scope, findings).client()) {
            return;
        }
        Long id = stored == null ? Long.valueOf(0) : stored.id;
        if (Zone.count("clientId = ?1 and number = ?2 and id <> ?3", form.clientId(), form.number(), id) > 0) {
            findings.conflict("number", "is already in use");
        }
    }

    @Override
    public void apply(ZoneForm form, Zone zone) {
        zone.clientId = form.clientId();
        zone.number = form.number();
        zone.name = form.name();
    }
}
