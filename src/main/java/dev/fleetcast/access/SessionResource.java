package dev.fleetcast.access;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows users their own sessions, and ends them one by one. */
@Path("/api/v1/auth/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Login")
public class SessionResource {

    private final UserSessions own;
    private final Sessions sessions;
    private final CurrentViewer current;
    private final LoginCookie cookie;

    SessionResource(UserSessions own, Sessions sessions, CurrentViewer current, LoginCookie cookie) {
        this.own = own;
        this.sessions = sessions;
        this.current = current;
        this.cookie = cookie;
    }

    @GET
    @Blocking
    @Operation(
            summary = "The user's own sessions",
            description =
                    "Those that live, used last first, at most 100. Their ids open nothing. A shared account shows the"
                            + " session at hand only: the others are other people's.")
    @APIResponse(responseCode = "200", description = "The sessions; `current` is the one that asks")
    public UserSessions.Answer list() {
        return own.of(current.viewer());
    }

    @DELETE
    @Path("{id}")
    @NonBlocking
    @Operation(
            summary = "End one of the user's own sessions",
            description = "Everywhere, with every stream and feed that runs under it, within five seconds.")
    @APIResponse(responseCode = "204", description = "The session is over on every replica")
    @APIResponse(responseCode = "404", description = "The user has no such session, or it is over")
    @APIResponse(responseCode = "503", description = "Kafka does not answer; the session goes on")
    public Uni<Response> end(@PathParam("id") String id, @Context HttpServerRequest request) {
        Viewer viewer = current.viewer();
        if (!own.includes(viewer, id)) {
            throw HttpProblem.valueOf(Status.NOT_FOUND, "There is no such session");
        }
        return sessions.end(id, viewer.userId()).map(done -> {
            ResponseBuilder answer = Response.noContent();
            return id.equals(viewer.sessionId())
                    ? answer.header(HttpHeaders.SET_COOKIE, cookie.clearing(request))
                            .build()
                    : answer.build();
        });
    }
}
