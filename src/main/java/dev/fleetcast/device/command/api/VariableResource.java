package dev.fleetcast.device.command.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.command.call.Calls;
import dev.fleetcast.device.command.call.Outcome;
import dev.fleetcast.device.command.store.Variables;
import dev.fleetcast.device.command.store.Variables.Reported;
import dev.fleetcast.device.command.stream.DeviceStreams;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The variables of devices: their last reported value, or what the device answers now. */
@Path("/v1/devices/{id}/{name}")
@DeviceApi
@Needs(View.COMMANDS)
@NonBlocking
@Tag(name = "Commands")
public class VariableResource {

    private final Devices devices;
    private final Calls calls;
    private final DeviceStreams streams;
    private final Variables variables;

    VariableResource(Devices devices, Calls calls, DeviceStreams streams, Variables variables) {
        this.devices = devices;
        this.calls = calls;
        this.streams = streams;
        this.variables = variables;
    }

    /** Reads a variable. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Read a variable of a device",
            description = "Returns the value that the device has reported last. A variable that was never reported is "
                    + "asked for like a function.")
    @APIResponse(
            responseCode = "200",
            description = "The value.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "No device of the caller's has this id.")
    @APIResponse(responseCode = "404", description = "The device has no such variable.")
    @APIResponse(responseCode = "408", description = "The device did not answer in time.")
    @APIResponse(responseCode = "503", description = "The database or Kafka does not respond; try again.")
    public Uni<Object> read(
            @PathParam("id") String id,
            @PathParam("name") String variable,
            @QueryParam("format") @Parameter(description = "raw: the value only.") String format,
            @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = devices.require(caller, id);
        if (FunctionResource.NO_NAMES.contains(variable) || !Command.isFunction(variable)) {
            throw DeviceErrors.notFound("Variable", variable);
        }
        return Uni.createFrom()
                .item(() -> variables.of(device.coreid().value(), device.clientId()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(reported -> reported.containsKey(variable)
                        ? Uni.createFrom().item(reported.get(variable).value())
                        : asked(caller, device, variable, reported, request))
                .map(value -> "raw".equals(format) ? value : result(device, variable, value));
    }

    private Uni<JsonNode> asked(
            DeviceCaller caller,
            Device device,
            String variable,
            Map<String, Reported> reported,
            RoutingContext request) {
        String coreid = device.coreid().value();
        Optional<List<String>> declared = streams.variables(coreid);
        boolean unknown = declared.map(names -> !names.contains(variable)).orElse(!reported.isEmpty());
        if (unknown) {
            throw DeviceErrors.notFound("Variable", variable);
        }
        Calls.Call call = calls.call(caller.credentials(), coreid, CommandKind.VARIABLE, variable, "");
        return CallResponse.of(calls, call, request).map(VariableResource::value);
    }

    private static JsonNode value(Outcome outcome) {
        Answer answer = outcome.answer();
        if (answer == null) {
            throw DeviceErrors.timedOut("The device did not answer in time.");
        }
        if (answer.error() != null) {
            throw DeviceErrors.timedOut("The device did not report the value: " + answer.error());
        }
        return answer.result() == null ? IntNode.valueOf(answer.returnValue()) : answer.result();
    }

    private Map<String, Object> result(Device device, String variable, JsonNode value) {
        String coreid = device.coreid().value();
        Map<String, Object> core = new LinkedHashMap<>();
        core.put("name", device.name());
        core.put("deviceID", coreid);
        core.put("connected", streams.isConnected(coreid));
        core.put(
                "last_handshake_at",
                streams.changedAt(coreid).map(CommandJson::time).orElse(null));
        core.put("last_app", "");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", variable);
        result.put("result", value);
        result.put("coreInfo", core);
        return result;
    }
}
