package dev.fleetcast.fleet.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.AdminResource;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.registry.admin.RegistryExport;
import dev.fleetcast.registry.admin.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers vehicles, with the units in them. */
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/vehicles")
@Tag(name = "Administration of vehicles")
public class VehicleAdminResource extends AdminResource<VehicleForm> {

    VehicleAdminResource(RegistryAdmin admin, RegistryImport imports, RegistryExport exports, VehicleEditor kind) {
        super(admin, imports, exports, kind);
    }
}
