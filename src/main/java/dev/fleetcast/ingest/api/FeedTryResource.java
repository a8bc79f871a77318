package dev.fleetcast.ingest.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.access.Roles;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.ingest.record.RecordInterpreter;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Rejected;
import dev.fleetcast.ingest.record.RecordInterpreter.Interpretation.Usable;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows how a record of the feed would be read, without sending it. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/feed/try")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Needs(View.REGISTRY)
@Tag(name = "Operations")
public class FeedTryResource {

    private final RecordInterpreter interpreter;
    private final UserDirectory users;
    private final IngestConfig config;

    /**
     * A record as a fleet system would send it.
     *
     * @param topic a topic of the feed
     * @param key the record's key; null without one
     * @param value the record's value: text, or JSON
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Schema(name = "RecordToTry")
    public record RecordToTry(
            @NotBlank(message = "must not be blank") String topic,
            String key,

            @Schema(implementation = Object.class) @NotNull(message = "must not be null")
            JsonNode value) {

        ConsumerRecord<byte[], byte[]> record() {
            String text = value.isTextual() ? value.textValue() : value.toString();
            return new ConsumerRecord<>(topic, 0, 0, key == null ? null : bytes(key), bytes(text));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * How the record would be read.
     *
     * @param shape the shape of the topic
     * @param unit its unit; null if the record is not usable
     * @param message the universal message; null likewise
     * @param problem why the record is not usable; null if it is
     * @param recipients the names of the users who may follow the unit
     */
    @Schema(name = "RecordAsRead")
    public record RecordAsRead(
            String shape,
            @Schema(nullable = true) UnitOfRecord unit,

            @Schema(implementation = Object.class, nullable = true) @JsonRawValue
            String message,

            @Schema(nullable = true) String problem,
            List<String> recipients) {}

    /** The unit of a record. */
    @Schema(name = "UnitOfRecord")
    public record UnitOfRecord(long id, long clientId, String name, String imei, String serialNo) {

        static UnitOfRecord of(FleetUnit unit) {
            return new UnitOfRecord(unit.id().value(), unit.clientId(), unit.name(), unit.imei(), unit.serialNo());
        }
    }

    FeedTryResource(RecordInterpreter interpreter, UserDirectory users, IngestConfig config) {
        this.interpreter = interpreter;
        this.users = users;
        this.config = config;
    }

    /** Reads the record as the feed would. */
    @POST
    @Operation(
            summary = "Show how a record would be read",
            description = "Returns the shape of the topic, the unit, the universal message, what is wrong with it, and "
                    + "which users may follow the unit. Sends nothing.")
    @APIResponse(responseCode = "200", description = "How the record would be read.")
    @APIResponse(responseCode = "422", description = "A field is missing, or the topic is not one of the feed.")
    public Map<String, RecordAsRead> read(@Valid @NotNull(message = "body is required") RecordToTry tried) {
        if (!config.topics().contains(tried.topic())) {
            throw Violations.problem(List.of(new FieldViolation("topic", "must be a topic of the feed")));
        }
        return Map.of("data", read(interpreter.shape(tried.topic()), interpreter.interpret(tried.record())));
    }

    private RecordAsRead read(String shape, Interpretation interpretation) {
        if (interpretation instanceof Usable usable) {
            FleetUnit unit = usable.unit();
            return new RecordAsRead(
                    shape,
                    UnitOfRecord.of(unit),
                    new String(usable.raw(), StandardCharsets.UTF_8),
                    null,
                    users.namesOf(unit.clientId()));
        }
        return new RecordAsRead(shape, null, null, ((Rejected) interpretation).reason(), List.of());
    }
}
