package dev.fleetcast.broadcast;

import dev.fleetcast.access.Roles;
import dev.fleetcast.channel.ChannelConfig;
import dev.fleetcast.channel.ChannelWriter;
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

/** Takes broadcasts. */
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
            summary = "Say something to all, to a type, or to a user",
            description =
                    "Without `type` and `user` it is for everybody who follows /events; with a `type` for those who "
                            + "listen to it; with a `user`, who is called as the answer of /login says, for that user only.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BroadcastRequest.class)))
    @APIResponse(responseCode = "201", description = "Kafka has it")
    @APIResponse(responseCode = "400", description = "Not JSON, or without content")
    @APIResponse(
            responseCode = "422",
            description = "The type or the user is given and empty, or there is a field that does not exist")
    @APIResponse(responseCode = "413", description = "The content is too large")
    @APIResponse(responseCode = "503", description = "Kafka does not answer; try again")
    public Uni<Response> broadcast(byte[] body) {
        Broadcast broadcast = Broadcast.read(body);
        if (broadcast.content().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw HttpProblem.valueOf(Status.REQUEST_ENTITY_TOO_LARGE, "The content is too large");
        }
        return writer.publish(broadcast.log(), broadcast.event())
                .map(published -> Response.status(Status.CREATED).build());
    }

    @Schema(name = "Broadcast")
    record BroadcastRequest(String content, String type, String user) {}
}
