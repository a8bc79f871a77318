package dev.fleetcast.device.api;

import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.event.EventRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishes events, and follows all that the caller may see. */
@Path("/v1/devices/events")
@NonBlocking
@Tag(name = "Devices")
public class OwnEventsResource extends AllEventsResource {

    private final Publishing publishing;

    OwnEventsResource(EventPaths paths, Publishing publishing) {
        super(paths);
        this.publishing = publishing;
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
