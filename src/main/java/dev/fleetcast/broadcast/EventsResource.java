package dev.fleetcast.broadcast;

import dev.fleetcast.broadcast.MayListenFilter.MayListen;
import dev.fleetcast.channel.feed.Feeds;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.sse.SseConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lets users follow broadcasts. */
@Path("/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@NonBlocking
@Tag(name = "Broadcasts")
public class EventsResource {

    private final Feeds feeds;

    EventsResource(Feeds feeds) {
        this.feeds = feeds;
    }

    @GET
    @MayListen
    @SecurityRequirement(name = "bearer")
    @Operation(
            summary = "Follow broadcasts",
            description =
                    "Sends the broadcasts for everybody, for the user and, with a type, for the listeners of that type. "
                            + "The type of a broadcast is the name of its event; without a type the event has no name.")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "The type to listen to.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "token",
            in = ParameterIn.QUERY,
            description =
                    "A login token, or the base64 form of {\"token\",\"id\"}; requires fleetcast.access.query-token.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "Invalid type.")
    public void follow(@Context SseEventSink sink, @Context RoutingContext request) {
        Listener listener = MayListenFilter.listener(request);
        feeds.open(listener.request(LastEventId.of(request.request())), sink, request);
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @MayListen
    @Operation(hidden = true)
    public Response head() {
        return SseConnection.head();
    }
}
