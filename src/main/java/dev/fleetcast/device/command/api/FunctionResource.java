package dev.fleetcast.device.command.api;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandKind;
import dev.fleetcast.device.command.call.Calls;
import dev.fleetcast.device.command.call.Outcome;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls the functions of devices. */
@Path("/v1/devices/{id}/{name}")
@DeviceApi
@Needs(View.COMMANDS)
@NonBlocking
@Tag(name = "Commands")
public class FunctionResource {

    /** Paths of this API. */
    static final Set<String> NO_NAMES = Set.of("events", "commands", "variables", "ping");

    private static final String RAW = "raw";

    private final Devices devices;
    private final Calls calls;

    FunctionResource(Devices devices, Calls calls) {
        this.devices = devices;
        this.calls = calls;
    }

    /** Calls a function and waits for the device's answer. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Call a function of a device",
            description =
                    "Waits until the device answers, at most fleetcast.device.call-timeout. After a 408 the device "
                            + "does not receive the call any more. A repetition within ten seconds of a call that timed out, or "
                            + "whose response was lost, gets the outcome of the first one.")
    @RequestBody(
            description = "JSON or a form: the argument in arg or args; format=raw returns the number only.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "What the function returned.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "400",
            description = "The argument has more than 1,024 bytes, or the body is malformed.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "No device of the caller's has this id.")
    @APIResponse(responseCode = "404", description = "The device has declared its functions without this one.")
    @APIResponse(responseCode = "408", description = "The device did not do it in time.")
    @APIResponse(responseCode = "503", description = "Kafka does not take the call; try again.")
    public Uni<Object> call(
            @PathParam("id") String id,
            @PathParam("name") String function,
            @QueryParam("format") @Parameter(description = "raw returns the number only; also in the body.")
                    String format,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body,
            @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = devices.require(caller, id);
        RequestFields sent = RequestFields.of(contentType, body);
        String arg = argument(sent);
        String coreid = device.coreid().value();
        if (NO_NAMES.contains(function) || !Command.isFunction(function) || calls.isUndeclared(coreid, function)) {
            throw DeviceErrors.notFound("Function", function);
        }
        boolean raw =
                RAW.equals(format) || sent.text("format").filter(RAW::equals).isPresent();
        Calls.Call call = calls.call(caller.credentials(), coreid, CommandKind.CALL, function, arg);
        return CallResponse.of(calls, call, request).map(outcome -> {
            int value = value(outcome);
            return raw ? value : result(device, value);
        });
    }

    private static String argument(RequestFields sent) {
        String text = sent.written("arg").or(() -> sent.written("args")).orElse("");
        if (!Command.isArgument(text)) {
            throw RequestFields.badRequest("The argument must have at most " + Command.MAX_ARGUMENT_BYTES
                    + " bytes, and no half of a character.");
        }
        return text;
    }

    private static int value(Outcome outcome) {
        if (outcome.answer() == null) {
            throw DeviceErrors.timedOut("The device did not answer in time.");
        }
        if (outcome.answer().returnValue() == null) {
            throw DeviceErrors.timedOut("The device did not carry out the function: "
                    + (outcome.answer().error() == null
                            ? "it returned no number"
                            : outcome.answer().error()));
        }
        return outcome.answer().returnValue();
    }

    private static Map<String, Object> result(Device device, int value) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", device.coreid().value());
        result.put("name", device.name());
        result.put("last_app", "");
        result.put("connected", true);
        result.put("return_value", value);
        return result;
    }
}
