package dev.fleetcast.history.api;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.fleet.FleetPool;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.api.CallerFleet;
import dev.fleetcast.fleet.api.VisibleFleet;
import dev.fleetcast.history.answer.SummaryType;
import dev.fleetcast.history.day.SummaryPeriod;
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
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists of one property of many units or vehicles. */
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
public class SummaryListResource {

    private final VisiblePast past;
    private final FleetSummary summary;
    private final Visibility visibility;
    private final CurrentViewer viewer;

    SummaryListResource(VisiblePast past, FleetSummary summary, Visibility visibility, CurrentViewer viewer) {
        this.past = past;
        this.summary = summary;
        this.visibility = visibility;
        this.viewer = viewer;
    }

    @GET
    @Path("summary/units/{type}/by-client/{client_id}/date/{date}/period/{period}")
    @Operation(
            summary = "List one property of the units of a client",
            description = "A row per visible unit. Dates are in the time zone of each unit; weeks begin on Monday.")
    @APIResponse(responseCode = "200", description = "The rows, by unit.")
    public PastList unitsOfClient(
            @PathParam("type") String type,
            @PathParam("client_id") long client,
            @PathParam("date") String date,
            @PathParam("period") @Parameter(description = "`daily`, `weekly` or `monthly`.") String period) {
        return rows(ofClient(client), false, type, date, period);
    }

    @GET
    @Path("summary/units/{type}/by-pool/{pool_id}/client/{client_id}/date/{date}/period/{period}")
    @Operation(
            summary = "List one property of the units of a pool",
            description = "A row per visible unit. Dates are in the time zone of each unit; weeks begin on Monday.")
    @APIResponse(responseCode = "200", description = "The rows, by unit.")
    public PastList unitsOfPool(
            @PathParam("type") String type,
            @PathParam("pool_id") long pool,
            @PathParam("client_id") long client,
            @PathParam("date") String date,
            @PathParam("period") @Parameter(description = "`daily`, `weekly` or `monthly`.") String period) {
        return rows(ofPool(pool, client), false, type, date, period);
    }

    @GET
    @Path("summary/vehicles/{type}/by-client/{client_id}/date/{date}/period/{period}")
    @Operation(
            summary = "List one property of the vehicles of a client",
            description =
                    "A row per visible unit that is in a vehicle. Dates are in the time zone of each unit; weeks begin"
                            + " on Monday.")
    @APIResponse(responseCode = "200", description = "The rows, by unit.")
    public PastList vehiclesOfClient(
            @PathParam("type") String type,
            @PathParam("client_id") long client,
            @PathParam("date") String date,
            @PathParam("period") @Parameter(description = "`daily`, `weekly` or `monthly`.") String period) {
        return rows(ofClient(client), true, type, date, period);
    }

    @GET
    @Path("summary/vehicles/{type}/by-pool/{pool_id}/client/{client_id}/date/{date}/period/{period}")
    @Operation(
            summary = "List one property of the vehicles of a pool",
            description =
                    "A row per visible unit that is in a vehicle. Dates are in the time zone of each unit; weeks begin"
                            + " on Monday.")
    @APIResponse(responseCode = "200", description = "The rows, by unit.")
    public PastList vehiclesOfPool(
            @PathParam("type") String type,
            @PathParam("pool_id") long pool,
            @PathParam("client_id") long client,
            @PathParam("date") String date,
            @PathParam("period") @Parameter(description = "`daily`, `weekly` or `monthly`.") String period) {
        return rows(ofPool(pool, client), true, type, date, period);
    }

    private PastList rows(Stream<FleetUnit> units, boolean ofVehicles, String type, String date, String period) {
        SummaryType known = SummaryType.of(type).orElseThrow(CallerFleet::notFound);
        SummaryPeriod length = SummaryPeriod.of(period).orElseThrow(CallerFleet::notFound);
        LocalDate day = PathTimes.date("date", date);
        List<FleetUnit> rows =
                units.filter(unit -> !ofVehicles || unit.vehicle() != null).toList();
        return new PastList(summary.rows(rows, ofVehicles, known, day, length));
    }

    private Stream<FleetUnit> ofClient(long client) {
        if (!visibility.maySeeClient(viewer.viewer(), client)) {
            throw CallerFleet.notFound();
        }
        return past.today().units().filter(unit -> unit.clientId() == client);
    }

    private Stream<FleetUnit> ofPool(long id, long client) {
        VisibleFleet today = past.today();
        FleetPool pool =
                today.pool(id).filter(found -> found.clientId() == client).orElseThrow(CallerFleet::notFound);
        return today.units()
                .filter(unit -> unit.vehicle() != null
                        && pool.vehicleIds().contains(unit.vehicle().id()));
    }
}
