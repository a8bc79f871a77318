package dev.fleetcast.device.api;

import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.event.EventRequest;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.sse.SseConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishes events, and follows all that the caller may see. */
@Path("/v1/devices/events")
@NonBlocking
@Tag(name = "Devices")
public class OwnEventsResource {

    private final EventPaths paths;
    private final Publishing publishing;

    OwnEventsResource(EventPaths paths, Publishing publishing) {
        this.paths = paths;
        this.publishing = publishing;
    }

    @GET
    @DeviceApi
    @Needs(View.DEVICE_EVENTS)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow the events of all own devices",
            description =
                    "Sends events from now on. With Last-Event-ID, or last_event_id in the query, sends those after it first.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "429", description = "Too many open streams.")
    public void follow(@Context SseEventSink sink, @Context RoutingContext request) {
        paths.open(sink, request);
    }

    @GET
    @Path("{prefix:.*}")
    @DeviceApi
    @Needs(View.DEVICE_EVENTS)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow the events of all own devices by the start of their name",
            description =
                    "The rest of the path is the start of the names of the events, in which a slash may be written as %2F.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "429", description = "Too many open streams.")
    public void followSome(
            @PathParam("prefix") @Parameter(description = "The start of the names of the events.") String prefix,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        paths.open(sink, request);
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @DeviceApi
    @Operation(hidden = true)
    public Response head() {
        return SseConnection.head();
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @Path("{prefix:.*}")
    @DeviceApi
    @Operation(hidden = true)
    public Response headOfSome() {
        return SseConnection.head();
    }

    /** Publishes an event; the answer comes once Kafka has it. */
    @POST
    @DeviceApi
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish an event",
            description =
                    "Takes JSON or a form. The event of a device token is that device's; a user's has the coreid api.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PublishBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "Kafka has the event.",
            content = @Content(schema = @Schema(implementation = Done.class)))
    @APIResponse(responseCode = "400", description = "The name, the data or the lifetime is not valid.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "The user belongs to no client.")
    @APIResponse(
            responseCode = "429",
            description = "The device publishes too many events. Retry-After says when to try again.")
    @APIResponse(responseCode = "503", description = "Kafka does not respond. It may have the event nevertheless.")
    public Uni<Done> publish(
            byte[] body, @HeaderParam(HttpHeaders.CONTENT_TYPE) String type, @Context RoutingContext request) {
        EventRequest wanted = EventRequest.of(type, body);
        return publishing.publish(DeviceCaller.of(request), wanted).map(published -> Done.OK);
    }

    /** Describes the body. */
    @Schema(name = "PublishedDeviceEvent")
    record PublishBody(
            @Schema(examples = "sse-examples-01") String name,
            @Schema(examples = "{}") String data,
            @Schema(name = "private") boolean isPrivate,
            @Schema(examples = "60") int ttl) {}

    /** The answer. */
    @Schema(name = "DeviceEventPublished")
    record Done(boolean ok) {

        static final Done OK = new Done(true);
    }
}
