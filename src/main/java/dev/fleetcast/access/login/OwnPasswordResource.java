package dev.fleetcast.access.login;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.LoginCookie;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets users change their own password. */
@Path("/api/v1/auth/password")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@NonBlocking
@APIResponse(responseCode = "403", description = "The account is shared, or the caller has an access token.")
@APIResponse(responseCode = "404", description = "An external issuer keeps the password.")
@APIResponse(responseCode = "429", description = "Too many wrong passwords. Retry-After says when to try again.")
@APIResponse(responseCode = "503", description = "The database does not respond. The old password stays valid.")
@Tag(name = "Login")
public class OwnPasswordResource {

    private final OwnPassword password;
    private final CurrentViewer current;
    private final LoginCookie cookie;

    OwnPasswordResource(OwnPassword password, CurrentViewer current, LoginCookie cookie) {
        this.password = password;
        this.current = current;
        this.cookie = cookie;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change the user's own password",
            description =
                    "Ends all sessions of the user, including this one, with their streams and feeds, within five seconds."
                            + " Log in again with the new password.")
    @APIResponse(responseCode = "204", description = "The password is changed, and all sessions have ended.")
    @APIResponse(
            responseCode = "422",
            description =
                    "A field is missing, the old password is wrong, or the new one is too short or easy to guess.")
    public Uni<Response> change(@Valid PasswordChange change, @Context HttpServerRequest request) {
        if (change == null) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not JSON.");
        }
        return password.change(current.viewer(), change, request.remoteAddress().hostAddress())
                .map(done -> Response.noContent()
                        .header(HttpHeaders.SET_COOKIE, cookie.clearing(request))
                        .build());
    }

    /** The same for clients of the first release. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change the user's own password, by PUT", description = "Same as POST.")
    @APIResponse(responseCode = "204", description = "The password is changed, and all sessions have ended.")
    @APIResponse(
            responseCode = "422",
            description =
                    "A field is missing, the old password is wrong, or the new one is too short or easy to guess.")
    public Uni<Response> put(@Valid PasswordChange change, @Context HttpServerRequest request) {
        return change(change, request);
    }
}
