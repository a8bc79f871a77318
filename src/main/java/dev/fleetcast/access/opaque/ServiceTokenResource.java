package dev.fleetcast.access.opaque;

import dev.fleetcast.access.Roles;
import dev.fleetcast.registry.admin.Item;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Administers the tokens of service accounts: users that are programs. */
@RolesAllowed({Roles.ADMIN, Roles.FLEET_ADMIN})
@Path("/api/v1/admin/users/{id}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Administration of users")
public class ServiceTokenResource {

    private static final int CREATED = 201;

    private final ServiceTokens service;
    private final AccessTokens tokens;

    ServiceTokenResource(ServiceTokens service, AccessTokens tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    /** The tokens of one user. */
    record Tokens(List<ServiceTokens.Shown> data) {}

    @GET
    @Operation(
            summary = "List a user's tokens",
            description = "Those that were not revoked. The tokens themselves are not shown again.")
    @APIResponse(responseCode = "200", description = "The tokens, in the order of their issue.")
    @APIResponse(responseCode = "404", description = "The user does not exist.")
    public Tokens list(@PathParam("id") long id) {
        return new Tokens(service.of(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(CREATED)
    @Operation(
            summary = "Issue a token to a user",
            description =
                    "The token is good wherever a login is, except for changing the password, with the user's rights of"
                            + " the day. It is shown only in this answer. A new password of the user ends it, and so"
                            + " does disabling the user.")
    @APIResponse(responseCode = "201", description = "The token.")
    @APIResponse(responseCode = "400", description = "The body is not JSON.")
    @APIResponse(responseCode = "404", description = "The user does not exist.")
    @APIResponse(responseCode = "409", description = "The name is in use, or the user is disabled or has too many.")
    @APIResponse(responseCode = "422", description = "Fields are missing, unknown or invalid.")
    public Item<ServiceTokens.Issued> issue(
            @PathParam("id") long id, @Valid ServiceTokenForm form, @Context HttpServerResponse response) {
        if (form == null) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not JSON.");
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return new Item<>(service.issue(id, form));
    }

    @DELETE
    @Path("{token_id}")
    @Operation(
            summary = "Revoke a user's token",
            description = "Its calls are refused and its streams end, on every replica, within five seconds.")
    @APIResponse(responseCode = "204", description = "It is revoked on every replica.")
    @APIResponse(responseCode = "404", description = "The user has no such token.")
    @APIResponse(responseCode = "503", description = "The database or Kafka do not respond. Try again.")
    public Uni<Void> revoke(@PathParam("id") long id, @PathParam("token_id") long tokenId) {
        TokenHash hash = service.find(id, tokenId)
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "The user has no such token."));
        return tokens.delete(hash).replaceWithVoid();
    }
}
