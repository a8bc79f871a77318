package dev.fleetcast.access.login;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.login.LoginAnswer.TokenAnswer;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.LoginCookie;
import dev.fleetcast.access.request.PublicUrl;
import dev.fleetcast.access.session.Sessions;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Opens sessions, issues tokens for further devices, and ends sessions. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Login")
public class AuthResource {

    private final LoginGate gate;
    private final OpenSessions openSessions;
    private final Sessions sessions;
    private final CurrentViewer current;
    private final LoginCookie cookie;
    private final PublicUrl publicUrl;

    AuthResource(
            LoginGate gate,
            OpenSessions openSessions,
            Sessions sessions,
            CurrentViewer current,
            LoginCookie cookie,
            PublicUrl publicUrl) {
        this.gate = gate;
        this.openSessions = openSessions;
        this.sessions = sessions;
        this.current = current;
        this.cookie = cookie;
        this.publicUrl = publicUrl;
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Open a session",
            description = "Returns the token in the header Authorization and in the cookie fleetcast_token.")
    @APIResponse(
            responseCode = "200",
            description = "The user is logged in.",
            headers = @Header(name = "Authorization", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = LoginAnswer.class)))
    @APIResponse(responseCode = "401", description = "Unknown user or wrong password.")
    @APIResponse(responseCode = "422", description = "A field is missing.")
    @APIResponse(responseCode = "429", description = "Too many failed logins. Retry-After says when to try again.")
    @APIResponse(responseCode = "503", description = "The database does not respond.")
    public Uni<Response> login(@Valid LoginRequest login, @Context HttpServerRequest request) {
        if (login == null) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not JSON.");
        }
        return gate.enter(login, request.remoteAddress().hostAddress()).map(admitted -> {
            String token = openSessions.open(admitted.account()).token();
            return Response.ok(LoginAnswer.of(admitted, publicUrl.base(request)))
                    .header(HttpHeaders.AUTHORIZATION, "bearer " + token)
                    .header(HttpHeaders.SET_COOKIE, cookie.storing(token, request))
                    .build();
        });
    }

    /** Answers all other media types, such as forms and plain text, with 400. */
    @POST
    @Path("login")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response loginWithoutJson() {
        throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not JSON.");
    }

    @GET
    @Path("token")
    @Authenticated
    @Operation(
            summary = "Get a new token of the same session",
            description = "For a second device. The token ends with the session.")
    @APIResponse(responseCode = "200", description = "The token and its expiry.")
    @APIResponse(responseCode = "403", description = "The caller has an access token, which is good for every device.")
    public TokenAnswer token() {
        return TokenAnswer.of(openSessions.another(current.login()));
    }

    @POST
    @Path("logout")
    @Authenticated
    @Operation(
            summary = "End the session",
            description = "Ends all streams and feeds of the session, on every replica, within five seconds.")
    @APIResponse(responseCode = "204", description = "The session has ended on every replica.")
    @APIResponse(responseCode = "403", description = "The caller has an access token, which administrators revoke.")
    @APIResponse(responseCode = "503", description = "Kafka does not respond. The session continues.")
    public Uni<Response> logout(@Context HttpServerRequest request) {
        Viewer viewer = current.viewer();
        OpenSessions.refuseAccessTokens(viewer, "An access token has no session to end: an administrator revokes it.");
        return sessions.end(viewer.sessionId(), viewer.userId())
                .map(done -> Response.noContent()
                        .header(HttpHeaders.SET_COOKIE, cookie.clearing(request))
                        .build());
    }
}
