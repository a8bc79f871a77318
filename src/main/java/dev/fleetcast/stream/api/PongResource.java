package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.RequestLogin;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Receives the answers to pings. */
@Path("/sse")
@NonBlocking
@APIResponse(responseCode = "404", description = "The stream is not open or belongs to another user.")
@Tag(name = "Streams")
public class PongResource {

    private final StreamRequests calls;
    private final RequestLogin logins;

    PongResource(StreamRequests calls, RequestLogin logins) {
        this.calls = calls;
        this.logins = logins;
    }

    /** Records a pong. The stream id is enough to send one; the login of another user is refused. */
    @POST
    @Path("telemetry/pong/{stream_id}")
    @Operation(summary = "Answer a ping", description = "Requires no login: knowing the stream_id is enough.")
    @APIResponse(responseCode = "200", description = "The stream continues.")
    public Uni<Map<String, Map<String, String>>> pong(
            @PathParam("stream_id") String streamId, @Context RoutingContext request) {
        return logins.presented(request).flatMap(viewer -> put(StreamRequests.id(streamId), viewer.orElse(null)));
    }

    /** The path of the older published examples. */
    @POST
    @Path("pong/{stream_id}")
    @Operation(summary = "Answer a ping, on the older path", description = "Same as /sse/telemetry/pong/{stream_id}.")
    @APIResponse(responseCode = "200", description = "The stream continues.")
    public Uni<Map<String, Map<String, String>>> pongOnOlderPath(
            @PathParam("stream_id") String streamId, @Context RoutingContext request) {
        return pong(streamId, request);
    }

    private Uni<Map<String, Map<String, String>>> put(StreamId id, Viewer viewer) {
        StreamRequest pong = new StreamRequest(StreamRequest.Kind.PONG, id, viewer, List.of());
        return calls.put(pong).map(answer -> Map.of("data", Map.of("stream_id", id.value())));
    }
}
