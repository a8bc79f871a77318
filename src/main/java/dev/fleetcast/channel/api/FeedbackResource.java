package dev.fleetcast.channel.api;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.channel.receipt.EventLookup;
import dev.fleetcast.channel.receipt.Receipt;
import dev.fleetcast.channel.receipt.ReceiptsTopic;
import dev.fleetcast.sse.LastEventId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accepts the return receipts of devices. */
@Path("/feedback/{channel}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels")
public class FeedbackResource {

    private static final int MAX_ID = 1_000;
    private static final int MAX_STATUS_BYTES = 1_024;

    private final ChannelGate gate;
    private final EventLookup events;
    private final ReceiptsTopic receipts;

    FeedbackResource(ChannelGate gate, EventLookup events, ReceiptsTopic receipts) {
        this.gate = gate;
        this.events = events;
        this.receipts = receipts;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @NonBlocking
    @Operation(
            summary = "Confirm an event",
            description =
                    "The form field `status` is the device's own comment. Name the device and the event in the "
                            + "headers `device` and `Last-Event-ID` (or `last_event_id`), or in fields of the form or the query.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = FeedbackForm.Fields.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = FeedbackForm.Fields.class))
            })
    @APIResponse(responseCode = "204", description = "Kafka has acknowledged the receipt.")
    @APIResponse(responseCode = "400", description = "The device or the event is missing or has an invalid name.")
    @APIResponse(
            responseCode = "401",
            description = "The channel is not public, and there is no valid login or device token.")
    @APIResponse(responseCode = "403", description = "The device token belongs to another device.")
    @APIResponse(responseCode = "404", description = "The channel does not have the event, or no longer retains it.")
    @APIResponse(responseCode = "413", description = "The status is longer than 1 KB.")
    @APIResponse(responseCode = "415", description = "The body is not a form.")
    @APIResponse(responseCode = "503", description = "Kafka or the database does not respond. Try again.")
    public Uni<Void> confirm(
            @PathParam("channel") String channel,
            byte[] body,
            @Context HttpHeaders headers,
            @Context RoutingContext request) {
        ChannelName name = ChannelName.of(channel);
        FeedbackForm form = FeedbackForm.of(body, headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
        String said = checkedStatus(form.field("status"));
        Optional<String> label = DeviceLabel.of(request.request(), form.field("device"));
        // The oldest clients send the id in the form only.
        String field = form.field("last_event_id") == null ? form.field("id") : form.field("last_event_id");
        String id = eventId(request.request(), field);
        return gate.mayConfirm(request, name, label)
                .map(caller -> caller.device().orElseThrow(FeedbackResource::noDevice))
                .flatMap(who -> events.find(name.value(), id)
                        .map(found -> found.orElseThrow(FeedbackResource::noEvent))
                        .map(event -> receipt(event, who, said)))
                .flatMap(receipts::write);
    }

    private static Receipt receipt(ChannelEvent event, String device, String status) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Receipt(event.channel(), event.id(), event.position(), device, status, now);
    }

    private static String checkedStatus(String status) {
        if (status == null) {
            return null;
        }
        if (status.getBytes(StandardCharsets.UTF_8).length > MAX_STATUS_BYTES) {
            throw HttpProblem.valueOf(
                    Status.REQUEST_ENTITY_TOO_LARGE, "The status is longer than 1 KB. Send a shorter one.");
        }
        if (status.indexOf('\0') >= 0) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The status must not contain NUL.");
        }
        return status;
    }

    private static String eventId(HttpServerRequest request, String formField) {
        String id = LastEventId.inHeader(request, "Last-Event-ID")
                .or(() -> LastEventId.inHeader(request, "last_event_id"))
                .or(() -> Optional.ofNullable(formField))
                .or(() -> LastEventId.of(request))
                .orElse("");
        if (id.isEmpty() || id.length() > MAX_ID || !EventText.isOneLine(id)) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "The event id is missing or invalid. Send it in the header Last-Event-ID or last_event_id.");
        }
        return id;
    }

    private static HttpProblem noDevice() {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The device is missing. Name it in the header device.");
    }

    private static HttpProblem noEvent() {
        return HttpProblem.valueOf(Status.NOT_FOUND, "The channel does not have the event, or no longer retains it.");
    }
}
