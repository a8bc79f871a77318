package dev.fleetcast.device.value.api;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.database.DatabaseException;
import dev.fleetcast.device.value.ValueDevices;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.device.value.feed.ValueFeeds;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.sse.SseConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Feeds of shared values. */
@Path("/feed/values/{name}")
@DeviceApi
@SecurityRequirement(name = "bearer")
@NonBlocking
@Tag(name = "Shared values")
public class ValueFeedResource {

    private static final Logger LOG = Logger.getLogger(ValueFeedResource.class);
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private final ValueFeeds feeds;
    private final ValueDevices devices;

    ValueFeedResource(ValueFeeds feeds, ValueDevices devices) {
        this.feeds = feeds;
        this.devices = devices;
    }

    /** Opens a feed. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Follow a shared value",
            description =
                    "The current value, then every change. The id of an event is its version, which rises strictly. "
                            + "With Last-Event-ID the feed continues after that version. A deletion has deleted: true.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of versions.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "No value can have this name.")
    @APIResponse(responseCode = "401", description = "No valid login or device token.")
    @APIResponse(responseCode = "404", description = "The caller does not belong to this client.")
    @APIResponse(responseCode = "409", description = "The caller belongs to several clients and names none.")
    @APIResponse(responseCode = "429", description = "Too many feeds.")
    @APIResponse(responseCode = "503", description = "This replica is stopping; connect again.")
    public void follow(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = "The client, for callers with several.") Long clientId,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        ValueName place = ValueCaller.name(request, name, clientId);
        long after = LastEventId.of(request.request())
                .filter(id -> VERSION.matcher(id).matches())
                .map(Long::valueOf)
                .orElse(-1L);
        DeviceCaller caller = DeviceCaller.of(request);
        feeds.open(place, caller, after, sink, request);
        if (after > 0) {
            caller.device().ifPresent(device -> confirm(place, device, after));
        }
    }

    /** Without this method a HEAD request would fall back to GET and open a feed. */
    @HEAD
    @Operation(hidden = true)
    public Response head(
            @PathParam("name") String name, @QueryParam("client_id") Long clientId, @Context RoutingContext request) {
        ValueCaller.name(request, name, clientId);
        return SseConnection.head();
    }

    /** A device that continues after a version already has it. */
    private void confirm(ValueName place, Device device, long version) {
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                devices.confirm(place, device.coreid().value(), version);
            } catch (DatabaseException away) {
                LOG.debug("A confirmation is not noted", away);
            }
        });
    }
}
