package dev.fleetcast.device.value.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.ValueDevices;
import dev.fleetcast.device.value.ValueJson;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.device.value.Values;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which device has which version of a value. */
@Path("/api/v1/values/{name}/devices")
@Produces(MediaType.APPLICATION_JSON)
@DeviceApi
@SecurityRequirement(name = "bearer")
@Blocking
@APIResponse(responseCode = "503", description = "The database does not respond; try again.")
@Tag(name = "Shared values")
public class ValueDevicesResource {

    private final Values values;
    private final ValueDevices devices;

    ValueDevicesResource(Values values, ValueDevices devices) {
        this.values = values;
        this.devices = devices;
    }

    /** Lists the devices. */
    @GET
    @Operation(
            summary = "List which devices have which version",
            description = "The devices that have confirmed a version, those furthest behind first; meta.version is the "
                    + "current one. A device confirms with POST, and by resuming its feed after a version.")
    @APIResponse(
            responseCode = "200",
            description = "The devices.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "No value can have this name.")
    @APIResponse(responseCode = "401", description = "No valid login or device token.")
    @APIResponse(responseCode = "404", description = "There was never such a value.")
    @APIResponse(responseCode = "409", description = "The caller belongs to several clients and names none.")
    public Response list(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = "The client, for callers with several.") Long clientId,
            @Context RoutingContext request) {
        ValueName place = ValueCaller.name(request, name, clientId);
        SharedValue current = values.current(place).orElseThrow(ValueCaller::notFound);
        List<ValueDevices.Confirmed> confirmed = devices.of(place);
        ObjectNode body = ValueJson.object();
        ArrayNode data = body.putArray("data");
        confirmed.forEach(device -> data.addObject()
                .put("device", device.coreid())
                .put("version", device.version())
                .put("at", ValueJson.time(device.at())));
        body.putObject("meta")
                .put("version", current.version())
                .put(
                        "behind",
                        confirmed.stream()
                                .filter(device -> device.version() < current.version())
                                .count());
        return Response.ok(ValueJson.text(body)).build();
    }

    /** Confirms a version. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Confirm a version", description = "For devices, with their device token.")
    @RequestBody(
            description = "version: the id of the event that the device has received.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "It is noted.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "Not JSON, or no value can have this name.")
    @APIResponse(responseCode = "401", description = "No valid device token.")
    @APIResponse(responseCode = "403", description = "Only devices confirm.")
    @APIResponse(responseCode = "404", description = "The value has no such version.")
    @APIResponse(responseCode = "422", description = "The version is missing, or no number.")
    public Map<String, Object> confirm(@PathParam("name") String name, byte[] body, @Context RoutingContext request) {
        Device device = DeviceCaller.of(request)
                .device()
                .orElseThrow(() -> HttpProblem.valueOf(Status.FORBIDDEN, "Only devices confirm versions."));
        ValueName place = ValueCaller.name(request, name, null);
        if (!devices.confirm(place, device.coreid().value(), version(body))) {
            throw ValueCaller.notFound();
        }
        return Map.of("ok", true);
    }

    private static long version(byte[] body) {
        try {
            JsonNode version =
                    ValueJson.parse(body == null ? new byte[0] : body).path("version");
            if (version.isIntegralNumber() && version.canConvertToLong() && version.asLong() > 0) {
                return version.asLong();
            }
        } catch (IOException malformed) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body must be a JSON object.");
        }
        throw Violations.problem(List.of(new FieldViolation("version", "must be a version, such as 7")));
    }
}
