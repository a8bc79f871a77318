package dev.fleetcast.history.api;

import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The summaries of days of a unit, or of a role in a vehicle. */
@Path("/api/v1/history")
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "404", description = "It does not exist, or the caller may not see it.")
@APIResponse(responseCode = "422", description = "A parameter is invalid.")
@APIResponse(
        responseCode = "429",
        description = "The caller reads too much of the past at once. Retry-After says when to try again.")
@APIResponse(responseCode = "503", description = "The database does not respond.")
@Tag(name = "History")
public class SummaryResource {

    private static final int MAX_DAYS = 366;

    private final VisiblePast past;
    private final PastDays days;

    SummaryResource(VisiblePast past, PastDays days) {
        this.past = past;
        this.days = days;
    }

    @GET
    @Path("summary/unit/{unit_id}/from/{from}/to/{to}")
    @Operation(
            summary = "Get the summaries of the days of a unit",
            description =
                    "What happens over midnight is split by time: days, weeks and months add up. At most 366 days.")
    @APIResponse(responseCode = "200", description = "One object per day, also for days without data.")
    public PastList summaryOfUnit(
            @PathParam("unit_id") long unit, @PathParam("from") String from, @PathParam("to") String to) {
        return summary(past.unit(unit), from, to);
    }

    @GET
    @Path("summary/vehicle/{vehicle_id}/{role}/from/{from}/to/{to}")
    @Operation(
            summary = "Get the summaries of the days of the unit in a role of a vehicle",
            description =
                    "What happens over midnight is split by time: days, weeks and months add up. At most 366 days.")
    @APIResponse(responseCode = "200", description = "One object per day, also for days without data.")
    public PastList summaryOfVehicle(
            @PathParam("vehicle_id") long vehicle,
            @PathParam("role") String role,
            @PathParam("from") String from,
            @PathParam("to") String to) {
        return summary(past.vehicle(vehicle, role), from, to);
    }

    private PastList summary(PastSubject subject, String from, String to) {
        LocalDate first = PathTimes.date("from", from);
        LocalDate last = PathTimes.date("to", to);
        if (last.isBefore(first)) {
            throw PathTimes.invalid("to", "must not be before from");
        }
        if (first.plusDays(MAX_DAYS).isBefore(last.plusDays(1))) {
            throw PathTimes.invalid("to", "must be at most " + MAX_DAYS + " days after from");
        }
        return new PastList(days.days(subject, first, last));
    }
}
