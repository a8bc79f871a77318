package dev.fleetcast.access.user;

import dev.fleetcast.access.Roles;
import dev.fleetcast.access.user.CompaniesAreReadOnlyFilter.CompaniesAreReadOnly;
import dev.fleetcast.registry.admin.AdminResource;
import dev.fleetcast.registry.admin.RegistryAdmin;
import dev.fleetcast.registry.admin.RegistryExport;
import dev.fleetcast.registry.admin.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers clients. */
@CompaniesAreReadOnly
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/clients")
@Tag(name = "Administration of clients")
public class ClientAdminResource extends AdminResource<ClientAdminForm> {

    ClientAdminResource(RegistryAdmin admin, RegistryImport imports, RegistryExport exports, ClientEditor kind) {
        super(admin, imports, exports, kind);
    }
}
