package dev.fleetcast.history.api;

import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The trips of a unit, or of a role in a vehicle, that begin on a day. */
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
public class TripsResource {

    private final VisiblePast past;
    private final PastDays days;

    TripsResource(VisiblePast past, PastDays days) {
        this.past = past;
        this.days = days;
    }

    @GET
    @Path("trips/unit/{unit_id}/date/{date}/{which}")
    @Operation(
            summary = "Get the trips of a unit on a day",
            description = "A trip belongs to the day on which it begins.")
    @APIResponse(responseCode = "200", description = "The trips, ascending by time; of `first` and `last` none or one.")
    public PastList tripsOfUnit(
            @PathParam("unit_id") long unit,
            @PathParam("date") String date,
            @PathParam("which") @Parameter(description = "`all`, `first` or `last`.") String which,
            @QueryParam("discardable")
                    @DefaultValue("false")
                    @Parameter(description = "Whether to include trips that are too short to matter.")
                    boolean discardable,
            @QueryParam("explain")
                    @DefaultValue("false")
                    @Parameter(description = "Whether to say which rules began and ended each trip.")
                    boolean explain) {
        return trips(past.unit(unit), date, which, discardable, explain);
    }

    @GET
    @Path("trips/vehicle/{vehicle_id}/{role}/date/{date}/{which}")
    @Operation(
            summary = "Get the trips of the unit in a role of a vehicle on a day",
            description = "A trip belongs to the day on which it begins.")
    @APIResponse(responseCode = "200", description = "The trips, ascending by time; of `first` and `last` none or one.")
    public PastList tripsOfVehicle(
            @PathParam("vehicle_id") long vehicle,
            @PathParam("role") String role,
            @PathParam("date") String date,
            @PathParam("which") @Parameter(description = "`all`, `first` or `last`.") String which,
            @QueryParam("discardable")
                    @DefaultValue("false")
                    @Parameter(description = "Whether to include trips that are too short to matter.")
                    boolean discardable,
            @QueryParam("explain")
                    @DefaultValue("false")
                    @Parameter(description = "Whether to say which rules began and ended each trip.")
                    boolean explain) {
        return trips(past.vehicle(vehicle, role), date, which, discardable, explain);
    }

    private PastList trips(PastSubject subject, String date, String which, boolean discardable, boolean explain) {
        Which part = Which.of(which);
        List<PastDays.UnitTrip> trips = part.of(days.trips(subject, PathTimes.date("date", date), discardable));
        return new PastList(days.answers(subject, trips, explain));
    }
}
