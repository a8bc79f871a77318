package dev.fleetcast.device.token;

import dev.fleetcast.access.opaque.AccessTokens;
import dev.fleetcast.access.opaque.TokenHash;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows and deletes access tokens. */
@Path("/v1/access_tokens")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Devices")
public class AccessTokenResource {

    private final AccessTokens tokens;

    AccessTokenResource(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @Path("current")
    @DeviceApi
    @Operation(
            summary = "Describe the caller's access token",
            description = "For a login or a device token, it says nothing of the expiry.")
    @APIResponse(responseCode = "200", description = "Its expiry; null for never.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    public CurrentToken current(@Context RoutingContext request) {
        Instant expiresAt = DeviceCaller.of(request) instanceof TokenCaller caller
                ? caller.token().expiresAt()
                : null;
        return new CurrentToken(expiresAt, "fleetcast", List.of(), List.of());
    }

    @DELETE
    @Path("current")
    @DeviceApi
    @Operation(
            summary = "Delete the caller's access token",
            description = "Its streams end on every replica within five seconds.")
    @APIResponse(responseCode = "200", description = "It is deleted on every replica.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "The caller has a login or a device token, no access token.")
    @APIResponse(responseCode = "503", description = "The database or Kafka do not respond. Try again.")
    public Uni<Done> deleteCurrent(@Context RoutingContext request) {
        return tokens.delete(ownToken(request).token().id()).map(deleted -> Done.OK);
    }

    @DELETE
    @Path("{token}")
    @Operation(
            summary = "Delete an access token",
            description = "No login is needed: the token in the path is the credential.")
    @APIResponse(responseCode = "200", description = "It is deleted on every replica.")
    @APIResponse(responseCode = "404", description = "There is no such token.")
    @APIResponse(responseCode = "503", description = "The database or Kafka do not respond. Try again.")
    public Uni<Done> delete(@PathParam("token") String token) {
        TokenHash id = TokenHash.of(token).orElseThrow(AccessTokenResource::unknown);
        return tokens.delete(id).map(deleted -> {
            if (!deleted) {
                throw unknown();
            }
            return Done.OK;
        });
    }

    @DELETE
    @DeviceApi
    @Operation(
            summary = "Delete all access tokens of the user",
            description = "Their streams end on every replica within five seconds.")
    @APIResponse(responseCode = "200", description = "They are deleted on every replica.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "The caller is a device.")
    @APIResponse(responseCode = "503", description = "The database or Kafka do not respond. Try again.")
    public Uni<Done> deleteAll(@Context RoutingContext request) {
        long user = DeviceCaller.of(request).userId().orElseThrow(Devices::denied);
        return tokens.deleteAll(user).map(deleted -> Done.OK);
    }

    private static TokenCaller ownToken(RoutingContext request) {
        if (DeviceCaller.of(request) instanceof TokenCaller caller) {
            return caller;
        }
        throw HttpProblem.valueOf(Status.FORBIDDEN, "This call requires an access token.");
    }

    private static HttpProblem unknown() {
        return HttpProblem.valueOf(Status.NOT_FOUND, "There is no such token.");
    }

    record CurrentToken(
            @Schema(nullable = true) Instant expiresAt, String client, List<String> scopes, List<String> orgs) {}

    /** The answer to a call without a result. */
    record Done(boolean ok) {

        static final Done OK = new Done(true);
    }
}
