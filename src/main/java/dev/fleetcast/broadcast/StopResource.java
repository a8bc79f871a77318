package dev.fleetcast.broadcast;

import dev.fleetcast.access.Roles;
import dev.fleetcast.connection.Draining;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stops the replica that receives the request. */
@Path("/admin/stop")
@RolesAllowed(Roles.ADMIN)
@NonBlocking
@Tag(name = "Administration")
public class StopResource {

    private final Draining draining;

    StopResource(Draining draining) {
        this.draining = draining;
    }

    /** The shutdown waits for all running requests, including this one. */
    @POST
    @Operation(
            summary = "Stop this replica",
            description = "Its streams reconnect to another replica, then the process ends; a supervisor may start it "
                    + "again.")
    @APIResponse(responseCode = "202", description = "The replica is about to stop.")
    public Response stop() {
        draining.begin();
        Quarkus.asyncExit();
        return Response.accepted().build();
    }
}
