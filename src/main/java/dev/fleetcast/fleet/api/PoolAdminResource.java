package dev.fleetcast.fleet.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.AdminResource;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.registry.admin.RegistryExport;
import dev.fleetcast.registry.admin.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers groups of vehicles. */
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/pools")
@Tag(name = "Administration of pools")
public class PoolAdminResource extends AdminResource<PoolForm> {

    PoolAdminResource(RegistryAdmin admin, RegistryImport imports, RegistryExport exports, PoolEditor kind) {
        super(admin, imports, exports, kind);
    }
}
