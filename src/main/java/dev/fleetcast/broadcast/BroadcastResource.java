package dev.fleetcast.broadcast;

import dev.fleetcast.access.Roles;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelWriter;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accepts broadcasts. */
@Path("/broadcast")
@RolesAllowed(Roles.PUBLISHER)
@NonBlocking
@Tag(name = "Broadcasts")
public class BroadcastResource {

    private final ChannelWriter writer;
    private final long maxBytes;

    BroadcastResource(ChannelWriter writer, ChannelConfig config) {
        this.writer = writer;
        this.maxBytes = config.maxEventBytes().asLongValue();
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Send a broadcast to all users, to a type, or to one user",
            description =
                    "Without `type` and `user` it reaches every listener of /events; with a `type`, the listeners of "
                            + "that type; with a `user`, only that user, identified by the `id` that /login returns.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BroadcastRequest.class)))
    @APIResponse(responseCode = "201", description = "Kafka has acknowledged the broadcast.")
    @APIResponse(responseCode = "400", description = "The body is not JSON or has no content.")
    @APIResponse(responseCode = "422", description = "The type or the user is empty, or a field is unknown.")
    @APIResponse(responseCode = "413", description = "The content is too large.")
    @APIResponse(responseCode = "503", description = "Kafka does not respond. Try again.")
    public Uni<Response> broadcast(byte[] body) {
        Broadcast broadcast = Broadcast.read(body);
        if (broadcast.content().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw HttpProblem.valueOf(Status.REQUEST_ENTITY_TOO_LARGE, "The content is too large. Send less text.");
        }
        return writer.publish(broadcast.log(), broadcast.event())
                .map(published -> Response.status(Status.CREATED).build());
    }

    @Schema(name = "Broadcast")
    record BroadcastRequest(@Schema(required = true) String content, String type, String user) {}
}
