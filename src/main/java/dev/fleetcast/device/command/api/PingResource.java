package dev.fleetcast.device.command.api;

import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.command.stream.DeviceStreams;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells whether a device can be called. */
@Path("/v1/devices/{id}/ping")
@DeviceApi
@Needs(View.COMMANDS)
@NonBlocking
@Tag(name = "Commands")
public class PingResource {

    private final Devices devices;
    private final DeviceStreams streams;

    PingResource(Devices devices, DeviceStreams streams) {
        this.devices = devices;
        this.streams = streams;
    }

    /** Whether the device has an open command stream. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask whether a device is online", description = "It is while its command stream is open.")
    @APIResponse(
            responseCode = "200",
            description = "Whether it is.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "No device of the caller's has this id.")
    public Map<String, Object> ping(@PathParam("id") String id, @Context RoutingContext request) {
        String coreid = devices.require(DeviceCaller.of(request), id).coreid().value();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("online", streams.isConnected(coreid));
        answer.put("ok", true);
        return answer;
    }
}
