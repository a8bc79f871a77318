package dev.fleetcast.device.command.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.CommandJson;
import dev.fleetcast.device.command.call.Answers.Reply;
import dev.fleetcast.device.command.store.AnyAnswers;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes the answers of devices to their commands. */
@Path("/v1/devices/{id}/commands/{command_id}")
@DeviceApi
@Needs(View.COMMANDS)
@NonBlocking
@Tag(name = "Commands")
public class AnswerResource {

    private static final String RETURN_VALUE = "return_value";

    private final Devices devices;
    private final AnyAnswers answers;

    AnswerResource(Devices devices, AnyAnswers answers) {
        this.devices = devices;
        this.answers = answers;
    }

    /** Takes an answer. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Answer a command",
            description = "For the device itself, at any replica. The first answer counts; the same one again is fine.")
    @RequestBody(
            description =
                    "Exactly one of return_value (an int32), error (text) and, for a variable, result (any JSON).",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The answer counts.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "The body has no valid answer, or its number is no int32.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "The token is not the one of this device.")
    @APIResponse(responseCode = "404", description = "The device has no such command.")
    @APIResponse(responseCode = "409", description = "Another answer counts, or the command has expired.")
    @APIResponse(responseCode = "503", description = "Kafka or the database does not take the answer; try again.")
    public Uni<Map<String, Object>> answer(
            @PathParam("id") String id,
            @PathParam("command_id") String commandId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body,
            @Context RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        Device device = devices.require(caller, id);
        if (!caller.isDevice()) {
            throw DeviceErrors.onlyTheDevice();
        }
        Answer answer = answer(RequestFields.of(contentType, body));
        return answers.take(device.coreid().value(), commandId, answer).map(AnswerResource::reply);
    }

    static Answer answer(RequestFields fields) {
        ObjectNode sent = fields.all();
        if (fields.areTexts() && sent.has(RETURN_VALUE)) {
            numbered(sent);
        }
        return CommandJson.answer(sent, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .orElseThrow(() -> RequestFields.badRequest("Send exactly one of return_value (an integer of 32 bits), "
                        + "error (text) and result (JSON), of at most " + Answer.MAX_TEXT + " characters."));
    }

    private static void numbered(ObjectNode sent) {
        try {
            sent.put(RETURN_VALUE, Integer.parseInt(sent.get(RETURN_VALUE).asText()));
        } catch (NumberFormatException other) {
            sent.putNull(RETURN_VALUE);
        }
    }

    private static Map<String, Object> reply(Reply reply) {
        return switch (reply) {
            case TAKEN -> Map.of("ok", true);
            case OTHER -> throw DeviceErrors.of(Status.CONFLICT, "answered", "Another answer to this command counts.");
            case EXPIRED -> throw DeviceErrors.of(Status.CONFLICT, "expired", "The answer comes too late.");
            case UNFIT ->
                throw RequestFields.badRequest(
                        "A function is answered with return_value or error; result is for variables.");
            case UNKNOWN ->
                throw DeviceErrors.of(Status.NOT_FOUND, "Command not found", "The device has no such command.");
        };
    }
}
