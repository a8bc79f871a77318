package dev.fleetcast.fleet.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.AdminResource;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.registry.admin.RegistryExport;
import dev.fleetcast.registry.admin.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers drivers. */
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/drivers")
@Tag(name = "Administration of drivers")
public class DriverAdminResource extends AdminResource<DriverForm> {

    DriverAdminResource(RegistryAdmin admin, RegistryImport imports, RegistryExport exports, DriverEditor kind) {
        super(admin, imports, exports, kind);
    }
}
