package dev.fleetcast.history.api;

import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.history.read.LastMessages;
import dev.fleetcast.history.read.LastMessages.Last;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The last recorded messages of units. */
@Path("/api/v1/history")
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "429",
        description = "The caller reads too much of the past at once. Retry-After says when to try again.")
@APIResponse(responseCode = "503", description = "The database does not respond.")
@Tag(name = "History")
public class StatusResource {

    /** Positions of a parked vehicle drift. */
    private static final double MOVING_KMH = 1;

    private final VisiblePast past;
    private final LastMessages messages;
    private final HistoryConfig config;

    StatusResource(VisiblePast past, LastMessages messages, HistoryConfig config) {
        this.past = past;
        this.messages = messages;
        this.config = config;
    }

    @GET
    @Path("status/units")
    @Operation(
            summary = "List the last recorded message of every unit that the caller may see",
            description = "Also of units that have been silent for days, within the retention.")
    @APIResponse(responseCode = "200", description = "The messages, by unit.")
    public PastList all() {
        return new PastList(last().stream().map(Last::content).toList());
    }

    @GET
    @Path("status/units/moving")
    @Operation(
            summary = "List the last recorded messages of the units that move",
            description = "Those within `fleetcast.history.moving-within` and over 1 km/h.")
    @APIResponse(responseCode = "200", description = "The messages, by unit.")
    public PastList moving() {
        Instant recent = Instant.now().minus(config.movingWithin());
        return new PastList(last().stream()
                .filter(last -> last.filedAt().isAfter(recent)
                        && last.content().path("gps").path("speed").asDouble() > MOVING_KMH)
                .map(Last::content)
                .toList());
    }

    private List<Last> last() {
        List<Long> units = past.today().units().map(unit -> unit.id().value()).toList();
        return messages.of(units, past::zone, past.ofUnits(units).keySet());
    }
}
