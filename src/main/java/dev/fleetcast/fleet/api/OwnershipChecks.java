package dev.fleetcast.fleet.api;

import dev.fleetcast.access.user.Client;
import dev.fleetcast.fleet.Unit;
import dev.fleetcast.fleet.Vehicle;
import dev.fleetcast.registry.admin.Findings;

/** Checks that the entries a form refers to exist and belong to the same client. */
final class OwnershipChecks {

    private static final String MISSING = "does not exist";
    private static final String FOREIGN = "belongs to another client";

    private OwnershipChecks() {}

    static void checkClient(Long clientId, Findings findings) {
        if (Client.findById(clientId) == null) {
            findings.invalid("client_id", MISSING);
        }
    }

    /** Whether the vehicle exists and belongs to the client. */
    static boolean checkVehicle(String field, Long vehicleId, Long clientId, Findings findings) {
        Vehicle vehicle = Vehicle.findById(vehicleId);
        return check(field, vehicle == null ? null : vehicle.clientId, clientId, findings);
    }

    /** Whether the unit exists and belongs to the client; null means that it does not exist. */
    static boolean checkUnit(String field, Unit unit, Long clientId, Findings findings) {
        return check(field, unit == null ? null : unit.clientId, clientId, findings);
    }

    private static boolean check(String field, Long owner, Long clientId, Findings findings) {
        if (owner == null) {
            findings.invalid(field, MISSING);
        } else if (!owner.equals(clientId)) {
            findings.invalid(field, FOREIGN);
        } else {
            return true;
        }
        return false;
    }
}
