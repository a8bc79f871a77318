package dev.fleetcast.fleet;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.AdminResource;
import dev.fleetcast.registry.RegistryAdmin;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administers groups of vehicles. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/pools")
@Tag(name = "Administration of pools")
public class PoolAdminResource extends AdminResource<PoolForm> {

    PoolAdminResource(RegistryAdmin admin, PoolKind kind) {
        super(admin, kind);
    }
}
