package dev.fleetcast.device.api;

import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.sse.SseConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Events of one device. */
@Path("/v1/devices/{id}/events")
@NonBlocking
@APIResponse(responseCode = "401", description = "No valid token.")
@APIResponse(responseCode = "403", description = "The device is unknown, or another client's.")
@APIResponse(responseCode = "429", description = "Too many open streams.")
@Tag(name = "Devices")
public class DeviceEventsResource {

    private final EventPaths paths;

    DeviceEventsResource(EventPaths paths) {
        this.paths = paths;
    }

    @GET
    @DeviceApi
    @Needs(View.DEVICE_EVENTS)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow the events of one device",
            description =
                    "Sends events from now on. With Last-Event-ID, or last_event_id in the query, sends those after it first.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public void follow(@PathParam("id") String id, @Context SseEventSink sink, @Context RoutingContext request) {
        paths.openDevice(id, sink, request);
    }

    @GET
    @Path("{prefix:.*}")
    @DeviceApi
    @Needs(View.DEVICE_EVENTS)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow the events of one device by the start of their name",
            description =
                    "The rest of the path is the start of the names of the events, in which a slash may be written as %2F.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public void followSome(
            @PathParam("prefix") @Parameter(description = "The start of the names of the events.") String prefix,
            @PathParam("id") String id,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        paths.openDevice(id, sink, request);
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @DeviceApi
    @Operation(hidden = true)
    public Response head(@PathParam("id") String id) {
        return SseConnection.head();
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @Path("{prefix:.*}")
    @DeviceApi
    @Operation(hidden = true)
    public Response headOfSome(@PathParam("id") String id) {
        return SseConnection.head();
    }
}
