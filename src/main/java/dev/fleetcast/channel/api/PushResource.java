package dev.fleetcast.channel.api;

import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.archive.KnownChannels;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.ChannelWriter;
import dev.fleetcast.channel.log.EventContent;
import dev.fleetcast.channel.receipt.Receipts;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accepts events for channels. */
@Path("/push/{channel}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels")
public class PushResource {

    private final ChannelGate gate;
    private final Knowledge knowledge;
    private final StructuredEvent structured;
    private final KnownChannels channels;
    private final ChannelLog log;
    private final ChannelArchive archive;
    private final Receipts receipts;
    private final ChannelWriter writer;
    private final ChannelConfig config;

    PushResource(
            ChannelGate gate,
            Knowledge knowledge,
            StructuredEvent structured,
            KnownChannels channels,
            ChannelLog log,
            ChannelArchive archive,
            Receipts receipts,
            ChannelWriter writer,
            ChannelConfig config) {
        this.gate = gate;
        this.knowledge = knowledge;
        this.structured = structured;
        this.channels = channels;
        this.log = log;
        this.archive = archive;
        this.receipts = receipts;
        this.writer = writer;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @Operation(
            summary = "Push an event to a channel",
            description =
                    "The body is the event's data, whatever its type. As " + PushedEvent.STRUCTURED
                            + " it carries more fields: event, data, id, retry, comment, receipt. The header `device` names the publisher.")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PushedEvent.STRUCTURED, schema = @Schema(implementation = Object.class))
            })
    @APIResponse(responseCode = "204", description = "Kafka has acknowledged the event.")
    @APIResponse(
            responseCode = "400",
            description =
                    "Invalid channel name, a body that is not text, or a value that could forge a line of the stream.")
    @APIResponse(responseCode = "401", description = "The channel is not public, and there is no valid login.")
    @APIResponse(responseCode = "403", description = "The channel is not public, and the caller is not a publisher.")
    @APIResponse(responseCode = "409", description = "An event of the channel already has this id.")
    @APIResponse(responseCode = "413", description = "The data is larger than allowed.")
    @APIResponse(responseCode = "422", description = "Invalid fields of the event.")
    @APIResponse(
            responseCode = "429",
            description =
                    "Too many channels, too many events with outstanding receipts, or too many pushes from this address without a login.")
    @APIResponse(responseCode = "503", description = "Kafka or the database does not respond. Try again.")
    public Uni<Response> push(
            @PathParam("channel") String channel,
            byte[] body,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        ChannelName name = ChannelName.of(channel);
        String device = DeviceLabel.of(request.request()).orElse(null);
        return gate.mayPush(request, name, body == null ? 0 : body.length)
                .chain(() -> knowledge.soon(View.CHANNELS))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(allowed -> content(body, headers.getMediaType(), device))
                .invoke(content -> makeRoom(name, content))
                .flatMap(content -> writer.publish(name.value(), content))
                .map(written -> Response.noContent().build());
    }

    private EventContent content(byte[] body, MediaType type, String device) {
        String text = PushedEvent.text(body, type);
        EventContent content = PushedEvent.isStructured(type)
                ? structured.read(text, device)
                : new EventContent(device, null, null, text, null, null, null);
        if (content.data() != null
                && content.data().getBytes(StandardCharsets.UTF_8).length
                        > config.maxEventBytes().asLongValue()) {
            throw HttpProblem.valueOf(
                    Status.REQUEST_ENTITY_TOO_LARGE, "The data of the event is too large. Send less data.");
        }
        return content;
    }

    private void makeRoom(ChannelName channel, EventContent content) {
        channels.enter(channel);
        if (content.id() != null
                && (log.find(channel.value(), content.id()).isPresent()
                        || archive.find(channel.value(), content.id()).isPresent())) {
            throw ChannelWriter.idTaken();
        }
        if (content.receipt() != null && receipts.isFull()) {
            throw Problems.tooMany(
                    "Too many events have outstanding receipts. Try again later.",
                    Duration.ofMillis(content.receipt().timeoutMillis()));
        }
    }
}
