package dev.fleetcast.fleet.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.Unit;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;
import dev.fleetcast.registry.admin.Forms;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** Adds units under the names that their devices have in the feed. Called within a change of the registry. */
@ThreadSafe
@ApplicationScoped
public class DeviceRegistration {

    /** The field of the client, in findings. */
    public static final String CLIENT = "client_id";

    private final RegistryAdmin admin;
    private final Forms forms;
    private final UnitEditor kind;
    private final EntityManager entities;

    DeviceRegistration(RegistryAdmin admin, Forms forms, UnitEditor kind, EntityManager entities) {
        this.admin = admin;
        this.forms = forms;
        this.kind = kind;
        this.entities = entities;
    }

    /**
     * Adds a unit.
     *
     * @param clientId the client that owns it
     * @param field what the key is: {@code imei} or {@code serial_no}
     * @param key the name of the device
     * @param name the name of the unit
     * @return why the unit is not added; empty if it is
     */
    public Findings add(long clientId, String field, String key, String name) {
        Findings findings = new Findings();
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put(CLIENT, clientId)
                .put(field, key)
                .put("name", name);
        Optional<Unit> named = named(key);
        if (named.isPresent()) {
            findings.conflict(field, "is the key of unit " + named.get().id);
            return findings;
        }
        forms.read(fields, kind.formType(), findings)
                .ifPresent(form -> admin.create(kind, form, AdminScope.WHOLE, findings));
        entities.flush();
        // Hibernate compares all entities it holds before each query: keeping them would make many units quadratic.
        entities.clear();
        return findings;
    }

    /** The unit that a record with the key names. */
    private static Optional<Unit> named(String key) {
        long id = key.matches("[1-9][0-9]{0,17}") ? Long.parseLong(key) : 0;
        return Unit.find("imei = ?1 or serialNo = ?1 or id = ?2", key, id).firstResultOptional();
    }
}
