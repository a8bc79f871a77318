package dev.fleetcast.fleet.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.AdminResource;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.registry.admin.RegistryExport;
import dev.fleetcast.registry.admin.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers tracking devices. */
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/units")
@Tag(name = "Administration of units")
public class UnitAdminResource extends AdminResource<UnitForm> {

    UnitAdminResource(RegistryAdmin admin, RegistryImport imports, RegistryExport exports, UnitEditor kind) {
        super(admin, imports, exports, kind);
    }
}
