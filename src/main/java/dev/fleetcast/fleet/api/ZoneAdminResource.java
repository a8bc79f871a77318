package dev.fleetcast.fleet.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.AdminResource;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.registry.admin.RegistryExport;
import dev.fleetcast.registry.admin.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers the names of zones. */
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/zones")
@Tag(name = "Administration of zones")
public class ZoneAdminResource extends AdminResource<ZoneForm> {

    ZoneAdminResource(RegistryAdmin admin, RegistryImport imports, RegistryExport exports, ZoneEditor kind) {
        super(admin, imports, exports, kind);
    }
}
