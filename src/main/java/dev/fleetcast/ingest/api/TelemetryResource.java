package dev.fleetcast.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accepts telemetry by HTTP, for senders without a Kafka client. */
@Path("/api/v1/telemetry")
@RolesAllowed("publisher")
@Tag(name = "Feeding")
public class TelemetryResource {

    private final MessageDecoder decoder = new MessageDecoder();
    private final RecordInterpreter interpreter;
    private final HttpTelemetry telemetry;
    private final IdempotencyKeys keys;
    private final CurrentViewer current;
    private final IngestConfig config;

    TelemetryResource(
            RecordInterpreter interpreter,
            HttpTelemetry telemetry,
            IdempotencyKeys keys,
            CurrentViewer current,
            IngestConfig config) {
        this.interpreter = interpreter;
        this.telemetry = telemetry;
        this.keys = keys;
        this.current = current;
        this.config = config;
    }

    /** Publishes one message or an array to the feed; validates all before sending any. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            summary = "Send telemetry",
            description = "Accepts one universal message or an array. All messages are validated before any is sent.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "#/components/schemas/TelemetryMessages")))
    @APIResponse(
            responseCode = "202",
            description = "Kafka has acknowledged all messages.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TelemetryAnswer.class)))
    @APIResponse(responseCode = "400", description = "The body is not JSON.")
    @APIResponse(responseCode = "403", description = "The caller is not a publisher.")
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MB.")
    @APIResponse(responseCode = "422", description = "Invalid messages, named by index; nothing was sent.")
    @APIResponse(
            responseCode = "503",
            description = "Kafka does not acknowledge, or a request with the same key is in progress. Try again.")
    public Uni<Response> send(
            byte[] body,
            @HeaderParam("Idempotency-Key") @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
                    String idempotencyKey) {
        List<HttpTelemetry.Item> items = validated(body);
        Uni<Void> sent = idempotencyKey == null ? telemetry.send(items) : sentOnce(idempotencyKey, body, items);
        return sent.map(acknowledged ->
                Response.accepted(TelemetryAnswer.of(items.size())).build());
    }

    private Uni<Void> sentOnce(String key, byte[] body, List<HttpTelemetry.Item> items) {
        return keys.once(current.viewer().userId(), key, body, () -> telemetry.send(items))
                .onFailure(IdempotencyKeys.Reused.class)
                .transform(reused -> Violations.problem(
                        List.of(new FieldViolation("Idempotency-Key", "was used for another request"))));
    }

    private List<HttpTelemetry.Item> validated(byte[] body) {
        JsonNode json = parsed(body);
        Iterable<JsonNode> messages = json.isArray() ? json : List.of(json);
        if (json.isArray() && (json.isEmpty() || json.size() > config.httpMaxItems())) {
            throw Violations.problem(
                    List.of(new FieldViolation("", "must have between 1 and " + config.httpMaxItems() + " messages")));
        }
        List<HttpTelemetry.Item> items = new ArrayList<>();
        List<FieldViolation> violations = new ArrayList<>();
        int index = 0;
        for (JsonNode message : messages) {
            try {
                items.add(item(message));
            } catch (InvalidMessageException invalid) {
                violations.add(violation("[" + index + "]", invalid.getMessage()));
            }
            index++;
        }
        if (!violations.isEmpty()) {
            throw Violations.problem(violations);
        }
        return items;
    }

    private JsonNode parsed(byte[] body) {
        try {
            return decoder.parse(body);
        } catch (InvalidMessageException malformed) {
            throw HttpProblem.builder()
                    .withTitle("Bad Request")
                    .withStatus(Response.Status.BAD_REQUEST)
                    .withDetail(malformed.getMessage().replaceFirst("^value: ", "The body ") + ".")
                    .build();
        }
    }

    private HttpTelemetry.Item item(JsonNode json) throws InvalidMessageException {
        TelemetryMessage message = decoder.decode(json);
        return interpreter
                .unitNamedBy(message)
                .map(unit -> new HttpTelemetry.Item(unit, json.toString().getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new InvalidMessageException("device: names no known unit"));
    }

    /** A reason has the form {@code field: rule}; the index precedes the field. */
    private static FieldViolation violation(String index, String reason) {
        int colon = reason.indexOf(": ");
        String field = colon < 0 || index.isEmpty() ? "" : "." + reason.substring(0, colon);
        String message = colon < 0 ? reason : reason.substring(colon + 2);
        return new FieldViolation(index + field, message);
    }
}
