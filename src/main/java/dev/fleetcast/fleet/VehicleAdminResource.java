package dev.fleetcast.fleet;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.AdminResource;
import dev.fleetcast.registry.RegistryAdmin;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers vehicles, with the units in them. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/vehicles")
@Tag(name = "Administration of vehicles")
public class VehicleAdminResource extends AdminResource<VehicleForm> {

    VehicleAdminResource(RegistryAdmin admin, VehicleKind kind) {
        super(admin, kind);
    }
}
