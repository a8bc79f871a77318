package dev.fleetcast.stream.api;

import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.api.OptionalLoginFilter.OptionalLogin;
import dev.fleetcast.stream.event.Envelope;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Opens streams. */
@Path("/sse")
@Produces(MediaType.SERVER_SENT_EVENTS)
@NonBlocking
@APIResponse(responseCode = "401", description = "The Authorization header is invalid.")
@Tag(name = "Streams")
public class StreamResource {

    private final StreamOpener opener;

    StreamResource(StreamOpener opener) {
        this.opener = opener;
    }

    /** Opens a stream whose messages name unit and vehicle next to {@code telemetry}. */
    @GET
    @Path("telemetry/connect")
    @OptionalLogin
    @Operation(
            summary = "Open a stream",
            description =
                    "The first event contains the stream_id. Events are unnamed; their data is one JSON object with a "
                            + "`type`. Answer every `ping` with a pong, or the server ends the stream.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "204", description = "The stream to resume has ended for good.")
    public void connect(@Context SseEventSink sink, @Context RoutingContext request) {
        open(Envelope.TELEMETRY, sink, request);
    }

    /** Opens a stream whose messages are wrapped as {@code {"type","data"}}, as in the older published examples. */
    @GET
    @Path("connect")
    @OptionalLogin
    @Operation(
            summary = "Open a stream with the older envelope",
            description = "Same as /sse/telemetry/connect, with the extended message in `data`.")
    @APIResponse(
            responseCode = "200",
            description = "The stream of events.",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "204", description = "The stream to resume has ended for good.")
    public void connectWithDataEnvelope(@Context SseEventSink sink, @Context RoutingContext request) {
        open(Envelope.DATA, sink, request);
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @Path("telemetry/connect")
    @Operation(hidden = true)
    public Response head() {
        return SseConnection.head();
    }

    /** See {@link SseConnection#head}. */
    @HEAD
    @Path("connect")
    @Operation(hidden = true)
    public Response headOfDataEnvelope() {
        return SseConnection.head();
    }

    private void open(Envelope envelope, SseEventSink sink, RoutingContext request) {
        opener.open(
                SseConnection.of(sink, request),
                envelope,
                OptionalLoginFilter.viewer(request),
                LastEventId.of(request.request()),
                stream -> {});
    }
}
