package dev.fleetcast.device.api;

import dev.fleetcast.device.DeviceActivity;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.log.LastHeard;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's devices. */
@Path("/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@DeviceApi
@APIResponse(responseCode = "401", description = "No valid token.")
@Tag(name = "Devices")
public class DevicesResource {

    private final Devices devices;
    private final DeviceActivity activity;
    private final LastHeard heard;

    DevicesResource(Devices devices, DeviceActivity activity, LastHeard heard) {
        this.devices = devices;
        this.activity = activity;
        this.heard = heard;
    }

    @GET
    @Operation(summary = "List the devices", description = "A user sees those of the user's clients, a device itself.")
    @APIResponse(responseCode = "200", description = "The devices, by unit id.")
    public List<DeviceText> list(@Context RoutingContext request) {
        return devices.visible(DeviceCaller.of(request)).stream()
                .map(device -> DeviceText.of(device, activity, heard))
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get a device",
            description = "The id is a coreid, an IMEI, a serial number, a unit id or a unit's name.")
    @APIResponse(responseCode = "200", description = "The device.")
    @APIResponse(responseCode = "403", description = "The device is unknown, or another client's.")
    public DeviceText one(@PathParam("id") String id, @Context RoutingContext request) {
        return DeviceText.of(devices.require(DeviceCaller.of(request), id), activity, heard);
    }
}
