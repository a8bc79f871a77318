package dev.fleetcast.device.command.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.command.Command;
import dev.fleetcast.device.command.CommandConfig;
import dev.fleetcast.device.command.CommandIds;
import dev.fleetcast.device.command.store.NewCommand;
import dev.fleetcast.device.command.store.QueuePublishing;
import dev.fleetcast.device.command.store.QueuedCommand;
import dev.fleetcast.device.command.store.QueuedCommands;
import dev.fleetcast.device.command.store.QueuedCommands.Addition;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Commands that are kept for devices that are away. */
@Path("/api/v1/devices/{id}/commands")
@Produces(MediaType.APPLICATION_JSON)
@DeviceApi
@SecurityRequirement(name = "bearer")
@Blocking
@APIResponse(responseCode = "401", description = "No valid login.")
@APIResponse(responseCode = "503", description = "The database does not respond; try again.")
@Tag(name = "Commands")
public class QueuedCommandResource {

    private static final Duration FULL_FOR = Duration.ofSeconds(10);
    private static final Set<String> FIELDS = Set.of("function", "arg", "expires_in");

    private final Devices devices;
    private final QueuePublishing queue;
    private final QueuedCommands commands;
    private final CommandConfig config;

    QueuedCommandResource(Devices devices, QueuePublishing queue, QueuedCommands commands, CommandConfig config) {
        this.devices = devices;
        this.queue = queue;
        this.commands = commands;
        this.config = config;
    }

    /** Keeps a command until the device takes it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Queue a command",
            description = "The device gets it when its command stream is open: in order, at least once, with a stable "
                    + "command_id, until expires_in has passed. It is sent when its bytes have been written, and "
                    + "succeeded or failed when the device has answered.")
    @RequestBody(
            description = "function; arg (text of at most 1,024 bytes); expires_in (seconds).",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is kept.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "Not a JSON object.")
    @APIResponse(responseCode = "403", description = "Devices cannot queue commands.")
    @APIResponse(responseCode = "404", description = "No device of the caller's has this id.")
    @APIResponse(
            responseCode = "422",
            description = "A field is missing or not allowed, or the Idempotency-Key was used for another command.")
    @APIResponse(responseCode = "429", description = "Too many commands wait for this device.")
    public Uni<Response> add(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
                    String idempotencyKey,
            byte[] body,
            @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = device(caller, id);
        requireUser(caller);
        NewCommand wanted = wanted(caller, device, RequestFields.of(MediaType.APPLICATION_JSON, body), idempotencyKey);
        return queue.add(wanted).map(added -> answer(device, added));
    }

    /** Lists the commands of a device. */
    @GET
    @Operation(summary = "List queued commands", description = "The newest first, also those that have ended.")
    @APIResponse(
            responseCode = "200",
            description = "The commands.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "404", description = "No device of the caller's has this id.")
    @APIResponse(responseCode = "422", description = "A parameter is out of range.")
    public Map<String, Object> list(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) @Parameter(description = "At most 1,000.")
                    int limit,
            @QueryParam("cursor")
                    @Parameter(description = "The next_cursor of the page before; without it, the newest.")
                    Long cursor,
            @Context RoutingContext request) {
        Device device = device(DeviceCaller.of(request), id);
        List<QueuedCommand> page = commands.list(
                device.coreid().value(), device.clientId(), cursor == null ? Long.MAX_VALUE : cursor, limit);
        Map<String, Object> meta = new java.util.LinkedHashMap<>();
        meta.put(
                "next_cursor",
                page.size() < limit ? null : page.get(page.size() - 1).position());
        return Map.of("data", page.stream().map(CommandText::of).toList(), "meta", meta);
    }

    /** Reads one command. */
    @GET
    @Path("{command_id}")
    @Operation(summary = "Read a queued command", description = "Its state, and what the device has answered.")
    @APIResponse(
            responseCode = "200",
            description = "The command.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "404", description = "No such device, or no such command of this device.")
    public Map<String, Object> read(
            @PathParam("id") String id, @PathParam("command_id") String commandId, @Context RoutingContext request) {
        return Map.of("data", CommandText.of(find(device(DeviceCaller.of(request), id), commandId)));
    }

    /** Cancels a command that was not sent. */
    @DELETE
    @Path("{command_id}")
    @Operation(summary = "Cancel a queued command", description = "Only while it is queued.")
    @APIResponse(
            responseCode = "200",
            description = "The device will not get it.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "403", description = "Devices cannot cancel commands.")
    @APIResponse(responseCode = "404", description = "No such device, or no such command of this device.")
    @APIResponse(responseCode = "409", description = "It is no longer queued.")
    public Map<String, Object> cancel(
            @PathParam("id") String id, @PathParam("command_id") String commandId, @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = device(caller, id);
        requireUser(caller);
        QueuedCommand known = find(device, commandId);
        return commands.cancel(device.coreid().value(), device.clientId(), UUID.fromString(commandId))
                .map(cancelled -> Map.<String, Object>of("data", CommandText.of(cancelled)))
                .orElseThrow(() -> HttpProblem.valueOf(
                        Status.CONFLICT,
                        "Only a queued command can be cancelled; this one is being sent, or is "
                                + find(device, known.command().id()).state().word() + "."));
    }

    private QueuedCommand find(Device device, String commandId) {
        return CommandIds.parse(commandId)
                .flatMap(id -> commands.find(device.coreid().value(), device.clientId(), id))
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "The device has no such command."));
    }

    private Device device(DeviceCaller caller, String id) {
        return devices.visible(caller, id)
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "No device of yours has this name or id."));
    }

    private static void requireUser(DeviceCaller caller) {
        if (caller.isDevice()) {
            throw HttpProblem.valueOf(Status.FORBIDDEN, "Only users may queue or cancel commands.");
        }
    }

    private NewCommand wanted(DeviceCaller caller, Device device, RequestFields fields, String idempotencyKey) {
        ObjectNode sent = fields.all();
        List<FieldViolation> violations = new ArrayList<>();
        sent.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                violations.add(new FieldViolation(name, "is not a known field"));
            }
        });
        JsonNode function = sent.path("function");
        if (!function.isTextual()
                || !Command.isFunction(function.asText())
                || FunctionResource.NO_NAMES.contains(function.asText())) {
            violations.add(new FieldViolation("function", "must be the name of a function"));
        }
        String argument = fields.written("arg").orElse("");
        if (!Command.isArgument(argument)) {
            violations.add(new FieldViolation(
                    "arg", "must have at most " + Command.MAX_ARGUMENT_BYTES + " bytes, and no half of a character"));
        }
        JsonNode expiresIn = sent.path("expires_in");
        long longest = config.maxCommandAge().toSeconds();
        boolean unsaid = expiresIn.isMissingNode() || expiresIn.isNull();
        if (!unsaid
                && (!expiresIn.isIntegralNumber()
                        || !expiresIn.canConvertToLong()
                        || expiresIn.asLong() < 1
                        || expiresIn.asLong() > longest)) {
            violations.add(new FieldViolation("expires_in", "must be from 1 to " + longest + " seconds"));
        }
        if (!violations.isEmpty()) {
            throw Violations.problem(violations);
        }
        return new NewCommand(
                device.coreid().value(),
                device.clientId(),
                function.asText(),
                argument,
                unsaid ? config.maxCommandAge() : Duration.ofSeconds(expiresIn.asLong()),
                caller.name(),
                Optional.ofNullable(idempotencyKey));
    }

    private static Response answer(Device device, Addition added) {
        return switch (added.how()) {
            case NEW, KNOWN ->
                Response.accepted(Map.of("data", CommandText.of(added.command())))
                        .location(URI.create("/api/v1/devices/" + device.coreid() + "/commands/"
                                + added.command().command().id()))
                        .build();
            case OTHER_KEYED ->
                throw Violations.problem(
                        List.of(new FieldViolation("Idempotency-Key", "was used for another command")));
            case TOO_MANY ->
                throw Problems.tooMany(
                        "Too many commands wait for this device; cancel some, or wait until it has answered.",
                        FULL_FOR);
        };
    }
}
