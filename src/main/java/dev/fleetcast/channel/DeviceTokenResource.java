package dev.fleetcast.channel;

import dev.fleetcast.access.DeviceTokens;
import dev.fleetcast.access.IssuedToken;
import dev.fleetcast.access.Roles;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives devices tokens, with which they follow channels and confirm without a user's login. */
@Path("/api/v1/devices/{id}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.PUBLISHER})
@Tag(name = "Channels")
public class DeviceTokenResource {

    private final DeviceTokens tokens;

    DeviceTokenResource(DeviceTokens tokens) {
        this.tokens = tokens;
    }

    /** A further token of the device; earlier ones stay good. */
    @POST
    @Operation(
            summary = "Issue a device token",
            description =
                    "With it, and with its own label in the header `device`, a device may follow channels that are "
                            + "not public, and confirm what it has received. It is no login.")
    @APIResponse(
            responseCode = "201",
            description = "The token",
            content = @Content(schema = @Schema(implementation = DeviceTokenAnswer.class)))
    @APIResponse(responseCode = "400", description = "No label of a device")
    public Response issue(@PathParam("id") String device) {
        if (!DeviceLabel.isLabel(device)) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST, "A device has a label of 1 to 128 letters, digits and . _ ~ : @ + -");
        }
        IssuedToken issued = tokens.issue(device);
        return Response.status(Status.CREATED)
                .entity(new DeviceTokenAnswer(new DeviceToken(device, issued.token(), issued.expiresAt())))
                .build();
    }

    record DeviceTokenAnswer(DeviceToken data) {}

    record DeviceToken(String device, String token, Instant expiresAt) {}
}
