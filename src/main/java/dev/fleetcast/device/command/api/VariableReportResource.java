package dev.fleetcast.device.command.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.store.Variables;
import dev.fleetcast.text.WellFormed;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes the values of variables that devices report. */
@Path("/v1/devices/{id}/variables")
@DeviceApi
@Blocking
@Tag(name = "Commands")
public class VariableReportResource {

    private static final int MAX_VALUE_BYTES = 1_024;
    private static final String TOKEN = "access_token";

    private final Devices devices;
    private final Variables variables;

    VariableReportResource(Devices devices, Variables variables) {
        this.devices = devices;
        this.variables = variables;
    }

    /** Keeps the values. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Report variables",
            description =
                    "A device reports the values of its variables, each a member of the body; others keep theirs.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "They are kept.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "A name or value is not allowed, or there are too many.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "The token is not the one of this device.")
    @APIResponse(responseCode = "503", description = "The database does not respond; try again.")
    public Map<String, Object> report(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body,
            @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = devices.require(caller, id);
        if (!caller.isDevice()) {
            throw DeviceErrors.onlyTheDevice();
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        RequestFields.of(contentType, body).all().properties().forEach(field -> {
            if (!field.getKey().equals(TOKEN)) {
                values.put(field.getKey(), valid(field.getKey(), field.getValue()));
            }
        });
        if (values.isEmpty()) {
            throw RequestFields.badRequest("Name at least one variable.");
        }
        if (values.size() > Variables.MAX_NAMES
                || !variables.report(device.coreid().value(), device.clientId(), values)) {
            throw RequestFields.badRequest("A device may have at most " + Variables.MAX_NAMES + " variables.");
        }
        return Map.of("ok", true);
    }

    private static JsonNode valid(String name, JsonNode value) {
        if (!Command.isFunction(name) || FunctionResource.NO_NAMES.contains(name)) {
            throw RequestFields.badRequest(
                    "The name of a variable must be 1 to 64 characters of A-Z a-z 0-9 _ . -, and none of "
                            + String.join(
                                    ", ",
                                    FunctionResource.NO_NAMES.stream().sorted().toList())
                            + ".");
        }
        String written = value.toString();
        if (written.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES || !WellFormed.isWhole(written)) {
            throw RequestFields.badRequest(
                    "A value must have at most " + MAX_VALUE_BYTES + " bytes, and no half of a character.");
        }
        return value;
    }
}
