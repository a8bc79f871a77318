package dev.fleetcast.stream;

import dev.fleetcast.access.CurrentViewer;
import dev.fleetcast.access.Viewer;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes the answers to pings. */
@Path("/sse")
@NonBlocking
@Tag(name = "Streams")
public class PongResource {

    private final StreamRegistry registry;
    private final CurrentViewer current;

    PongResource(StreamRegistry registry, CurrentViewer current) {
        this.registry = registry;
        this.current = current;
    }

    /** Proves that whoever holds the stream is alive. Knowing the stream id is enough; a stranger's login is not. */
    @POST
    @Path("telemetry/pong/{stream_id}")
    @Operation(summary = "Answer a ping", description = "Needs no login: the stream_id is the capability.")
    @APIResponse(responseCode = "200", description = "The stream lives on")
    @APIResponse(responseCode = "404", description = "No such stream, or it is another user's")
    public Uni<Map<String, Map<String, String>>> pong(
            @PathParam("stream_id") String streamId, @Context RoutingContext request) {
        return current.optional(request)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .map(viewer -> answered(streamId, viewer));
    }

    /** The path of the older examples. */
    @POST
    @Path("pong/{stream_id}")
    @Operation(summary = "Answer a ping, on the older path")
    @APIResponse(responseCode = "200", description = "The stream lives on")
    @APIResponse(responseCode = "404", description = "No such stream, or it is another user's")
    public Uni<Map<String, Map<String, String>>> pongOnOlderPath(
            @PathParam("stream_id") String streamId, @Context RoutingContext request) {
        return pong(streamId, request);
    }

    private Map<String, Map<String, String>> answered(String streamId, Optional<Viewer> viewer) {
        Stream stream = StreamId.parse(streamId)
                .flatMap(registry::find)
                .filter(found -> viewer.isEmpty() || isNotAnothers(found, viewer.get()))
                .orElseThrow(() -> new NotFoundException("no such stream"));
        stream.execute(stream::pong);
        return Map.of("data", Map.of("stream_id", streamId));
    }

    private static boolean isNotAnothers(Stream stream, Viewer viewer) {
        return stream.owner() == null || stream.owner().userId() == viewer.userId();
    }
}
