package dev.fleetcast.fleet;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.AdminResource;
import dev.fleetcast.registry.RegistryAdmin;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers drivers. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/drivers")
@Tag(name = "Administration of drivers")
public class DriverAdminResource extends AdminResource<DriverForm> {

    DriverAdminResource(RegistryAdmin admin, DriverKind kind) {
        super(admin, kind);
    }
}
