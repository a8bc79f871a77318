package dev.fleetcast.stream.api;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.event.StreamId;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes the area of a stream. */
@Path("/sse/telemetry/area/{stream_id}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Tag(name = "Streams")
@APIResponse(responseCode = "401", description = "Not logged in.")
@APIResponse(responseCode = "404", description = "The stream is not open or belongs to another user.")
@APIResponse(responseCode = "503", description = "Kafka or the replica that holds the stream does not respond.")
public class AreaResource {

    private final CurrentViewer current;
    private final AreaCalls calls;

    /**
     * The response to a request for an area.
     *
     * @param units the number of units that the stream follows in it now
     */
    @Schema(name = "AreaUnits")
    public record AreaUnits(int units) {}

    AreaResource(CurrentViewer current, AreaCalls calls) {
        this.current = current;
        this.calls = calls;
    }

    /** Follows an area in place of the former one. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Follow every unit in an area or group",
            description = "A unit that comes in gets `enter` with its last known message, one that goes gets `leave`. "
                    + "Another area moves the set by what differs. Subscriptions by token stay as they are.")
    @APIResponse(responseCode = "200", description = "The stream follows the area.")
    @APIResponse(responseCode = "422", description = "The area, mode, interval or filter is invalid.")
    @APIResponse(responseCode = "429", description = "A limit of the stream or the user is reached.")
    public Uni<Map<String, AreaUnits>> follow(
            @PathParam("stream_id") String streamId, @NotNull(message = "body is required") AreaRequest request) {
        StreamId id = StreamRequests.id(streamId);
        return calls.follow(id, current.viewer(), request).map(units -> Map.of("data", new AreaUnits(units)));
    }

    /** Ends the area; its units leave. */
    @DELETE
    @Operation(summary = "Follow no area", description = "Its units leave; subscriptions by token stay as they are.")
    @APIResponse(responseCode = "204", description = "The stream follows no area.")
    public Uni<Void> end(@PathParam("stream_id") String streamId) {
        return calls.end(StreamRequests.id(streamId), current.viewer());
    }
}
