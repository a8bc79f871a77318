package dev.fleetcast.device.command.api;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.stream.CommandStreamRequest;
import dev.fleetcast.device.command.stream.StreamOpening;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.sse.SseConnection;
import io.smallrye.common.annotation.NonBlocking;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The streams by which devices receive commands. */
@Path("/v1/devices/{id}/commands")
@DeviceApi
@Needs(View.COMMANDS)
@NonBlocking
@Tag(name = "Commands")
public class CommandStreamResource {

    private static final int MAX_NAMES = 64;

    private final Devices devices;
    private final StreamOpening streams;

    CommandStreamResource(Devices devices, StreamOpening streams) {
        this.devices = devices;
        this.streams = streams;
    }

    /** Opens the stream. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Receive commands",
            description =
                    "For the device itself, with its device token. Each event is named like the function; its data "
                            + "has command_id, function, arg, issued_at and expires_at. The newest stream of a device replaces "
                            + "an older one. A command may come again after a reconnect, with the same command_id.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of commands.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "400", description = "A declared name is not allowed, or there are more than 64.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "The token is not the one of this device.")
    @APIResponse(responseCode = "429", description = "Too many streams.")
    @APIResponse(responseCode = "503", description = "This replica is stopping or has just started; try again.")
    public void open(
            @PathParam("id") String id,
            @QueryParam("functions")
                    @Parameter(
                            description = "The functions the device has, separated by commas: others are 404 at once.")
                    String functions,
            @QueryParam("variables") @Parameter(description = "The variables the device has, separated by commas.")
                    String variables,
            @Context SseEventSink sink,
            @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = devices.require(caller, id);
        if (!caller.isDevice()) {
            throw DeviceErrors.onlyTheDevice();
        }
        streams.open(new CommandStreamRequest(device, caller, names(functions), names(variables)), sink, request);
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @Operation(hidden = true)
    public Response head(@PathParam("id") String id, @Context RoutingContext request) {
        devices.require(DeviceCaller.of(request), id);
        return SseConnection.head();
    }

    /** Empty if the device does not report them; an empty list if it reports that it has none. */
    private static Optional<List<String>> names(String text) {
        if (text == null) {
            return Optional.empty();
        }
        List<String> names = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.size() > MAX_NAMES || !names.stream().allMatch(CommandStreamResource::isName)) {
            throw RequestFields.badRequest("Declare at most " + MAX_NAMES
                    + " functions and as many variables; a name has 1 to 64 characters of A-Z a-z 0-9 _ . -");
        }
        return Optional.of(names);
    }

    private static boolean isName(String name) {
        return Command.isFunction(name) && !FunctionResource.NO_NAMES.contains(name);
    }
}
