package dev.fleetcast.ingest.ledger;

import dev.fleetcast.access.Roles;
import dev.fleetcast.problem.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the lag of the ledger and the dead letters. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/operations/ledger")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Operations")
public class LedgerResource {

    private final LedgerState state;

    LedgerResource(LedgerState state) {
        this.state = state;
    }

    @GET
    @Operation(
            summary = "Show the lag of the ledger, and the newest dead letters with their reasons",
            description = "The lag is the number of records that the shared reader of all replicas must still process.")
    @APIResponse(responseCode = "200", description = "The current state in Kafka.")
    @APIResponse(responseCode = "503", description = "Kafka does not respond.")
    public Map<String, LedgerState.Seen> ledger(
            @QueryParam("size")
                    @DefaultValue("50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 200, message = "must be at most 200")
                    int size) {
        try {
            return Map.of("data", state.look(size));
        } catch (KafkaException away) {
            throw Problems.unavailable("Kafka does not respond. Try again.");
        }
    }
}
