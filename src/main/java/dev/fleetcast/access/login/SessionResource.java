package dev.fleetcast.access.login;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.LoginCookie;
import dev.fleetcast.access.session.Sessions;
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

/** Lists the user's own sessions and ends them one by one. */
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
            summary = "List the user's own sessions",
            description =
                    "Returns at most 100 live sessions, most recently used first. Their ids are no credentials. A shared"
                            + " account shows the current session only: the others belong to other people.")
    @APIResponse(responseCode = "200", description = "The sessions; `current` marks the one of this request.")
    public UserSessions.Answer list() {
        return own.of(current.viewer());
    }

    @DELETE
    @Path("{id}")
    @NonBlocking
    @Operation(
            summary = "End one of the user's own sessions",
            description = "Ends all streams and feeds of the session, on every replica, within five seconds.")
    @APIResponse(responseCode = "204", description = "The session has ended on every replica.")
    @APIResponse(responseCode = "404", description = "The user has no such session, or it has ended.")
    @APIResponse(responseCode = "503", description = "Kafka does not respond. The session continues.")
    public Uni<Response> end(@PathParam("id") String id, @Context HttpServerRequest request) {
        Viewer viewer = current.viewer();
        if (!own.includes(viewer, id)) {
            throw HttpProblem.valueOf(Status.NOT_FOUND, "The user has no such session.");
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
