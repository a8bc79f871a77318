package dev.fleetcast.broadcast;

import dev.fleetcast.access.login.EndUserLogins;
import dev.fleetcast.access.login.LoginRequest;
import dev.fleetcast.access.user.EndUsers;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The login of broadcast clients; users of a shared account may choose their id. */
@Path("/login")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Broadcasts")
public class LoginResource {

    private final EndUserLogins logins;

    LoginResource(EndUserLogins logins) {
        this.logins = logins;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Log in and return the user's id for broadcasts",
            description =
                    "The token is in the response and in the cookie fleetcast_token. The `username` may be the e-mail "
                            + "address. Only shared accounts may choose an `id`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EndUserLoginRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Logged in.",
            content = @Content(schema = @Schema(implementation = EndUserLoginAnswer.class)))
    @APIResponse(responseCode = "400", description = "The body is not JSON.")
    @APIResponse(responseCode = "401", description = "Unknown user or wrong password.")
    @APIResponse(responseCode = "403", description = "The account is not shared, and the id is not that of its user.")
    @APIResponse(
            responseCode = "422",
            description = "A field is missing, or the id is invalid or belongs to another user.")
    @APIResponse(responseCode = "429", description = "Too many failed logins. Retry after the time in Retry-After.")
    @APIResponse(responseCode = "503", description = "The database does not respond.")
    public Uni<Response> login(byte[] body, @Context HttpServerRequest request) {
        JsonBody json = JsonBody.read(body);
        List<FieldViolation> violations = new ArrayList<>();
        String username = required(json, "username", violations);
        String password = required(json, "password", violations);
        Optional<String> id = json.text("id");
        if (id.isPresent() && !EndUsers.isId(id.get())) {
            violations.add(new FieldViolation("id", "must be one line of 1 to 128 characters"));
        }
        if (!violations.isEmpty()) {
            throw Violations.problem(violations);
        }
        return logins.open(new LoginRequest(username, password), id, request)
                .map(login -> Response.ok(new EndUserLoginAnswer(login.token(), login.id()))
                        .header(HttpHeaders.SET_COOKIE, login.cookie())
                        .build());
    }

    private static String required(JsonBody json, String field, List<FieldViolation> violations) {
        Optional<String> text = json.text(field).filter(given -> !given.isBlank());
        if (text.isEmpty()) {
            violations.add(new FieldViolation(field, "is required"));
        }
        return text.orElse("");
    }

    @Schema(name = "EndUserLoginRequest")
    record EndUserLoginRequest(
            @Schema(required = true) String username,
            @Schema(required = true) String password,
            String id) {}

    record EndUserLoginAnswer(String token, String id) {}
}
