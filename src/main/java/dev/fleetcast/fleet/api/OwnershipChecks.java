package dev.fleetcast.fleet.api;

import dev.fleetcast.access.user.Client;
import dev.fleetcast.fleet.Unit;
import dev.fleetcast.fleet.Vehicle;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.registry.admin.Findings;

/**
 * Checks that the entries a form refers to exist and belong to its client.
 *
 * @param clientId the client of the form
 * @param scope what the caller administers; the rest looks missing
 */
record OwnershipChecks(Long clientId, AdminScope scope, Findings findings) {

    private static final String MISSING = "does not exist";
    private static final String FOREIGN = "belongs to another client";

    /** Whether the client exists. */
    boolean client() {
        boolean exists = scope.includes(clientId) && Client.findById(clientId) != null;
        if (!exists) {
            findings.invalid("client_id", MISSING);
        }
        return exists;
    }

    /** Whether the vehicle exists and belongs to the client. */
    boolean vehicle(String field, Long vehicleId) {
        Vehicle vehicle = Vehicle.findById(vehicleId);
        return owned(field, vehicle == null ? null : vehicle.clientId);
    }

    /** Whether the unit exists and belongs to the client; null means that it does not exist. */
    boolean unit(String field, Unit unit) {
        return owned(field, unit == null ? null : unit.clientId);
    }

    private boolean owned(String field, Long owner) {
        if (owner == null || !scope.includes(owner)) {
            findings.invalid(field, MISSING);
        } else if (!owner.equals(clientId)) {
            findings.invalid(field, FOREIGN);
        } else {
            return true;
        }
        return false;
    }
}
