package dev.fleetcast.channel.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.access.token.IssuedToken;
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

/** Issues device tokens, with which devices follow channels and confirm events without a user's login. */
@Path("/api/v1/devices/{id}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.PUBLISHER})
@Tag(name = "Channels")
public class DeviceTokenResource {

    private final DeviceTokens tokens;

    DeviceTokenResource(DeviceTokens tokens) {
        this.tokens = tokens;
    }

    /** Issues a further token; earlier ones of this owner remain valid. */
    @POST
    @Operation(
            summary = "Issue a device token",
            description =
                    "With the token, and its own label in the header `device`, a device may follow channels that are "
                            + "not public, and confirm the events it has received. The token is not a login. If the "
                            + "label is a number of a unit, the token ends when the unit gets another client.")
    @APIResponse(
            responseCode = "201",
            description = "The token.",
            content = @Content(schema = @Schema(implementation = DeviceTokenAnswer.class)))
    @APIResponse(responseCode = "400", description = "Invalid device label.")
    public Response issue(@PathParam("id") String device) {
        if (!DeviceLabel.isLabel(device)) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "A device label must consist of 1 to 128 letters, digits and the characters . _ ~ : @ + - only.");
        }
        IssuedToken issued = tokens.issue(device);
        return Response.status(Status.CREATED)
                .entity(new DeviceTokenAnswer(new DeviceToken(device, issued.token(), issued.expiresAt())))
                .build();
    }

    record DeviceTokenAnswer(DeviceToken data) {}

    record DeviceToken(String device, String token, Instant expiresAt) {}
}
