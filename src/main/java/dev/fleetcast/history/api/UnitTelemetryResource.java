package dev.fleetcast.history.api;

import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Past messages of a unit, all of them or those within trips. */
@Path("/api/v1/history")
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Produces({
    MediaType.APPLICATION_JSON,
    "text/csv",
    "application/geo+json",
    "application/geo+json-seq",
    "application/gpx+xml"
})
@APIResponse(responseCode = "404", description = "It does not exist, or the caller may not see it.")
@APIResponse(responseCode = "422", description = "A parameter is invalid.")
@APIResponse(
        responseCode = "429",
        description = "The caller reads too much of the past at once. Retry-After says when to try again.")
@APIResponse(responseCode = "503", description = "The database does not respond.")
@Tag(name = "History", description = "What was recorded: messages, trips, summaries, events.")
public class UnitTelemetryResource {

    private final VisiblePast past;
    private final TelemetryAnswer answer;

    UnitTelemetryResource(VisiblePast past, TelemetryAnswer answer) {
        this.past = past;
        this.answer = answer;
    }

    @GET
    @Path("telemetry/unit/{unit_id}/date/{date}")
    @Operation(
            summary = "Get the messages of a day of a unit",
            description = "Dates and times are in the time zone of the unit.")
    @APIResponse(responseCode = "200", description = "The messages, ascending by time.")
    public TelemetryBody day(
            @PathParam("unit_id") long unit,
            @PathParam("date") String date,
            @BeanParam @Valid TelemetryParameters parameters,
            @Context UriInfo address,
            @Context RoutingContext request) {
        return answer.day(past.unit(unit), date, false, parameters, address, request);
    }

    @GET
    @Path("telemetry/unit/{unit_id}/date/{date}/from/{from}/to/{to}")
    @Operation(
            summary = "Get the messages of a part of a day of a unit",
            description = "An earlier `to` is on the next day. Its whole second is included.")
    @APIResponse(responseCode = "200", description = "The messages, ascending by time.")
    public TelemetryBody part(
            @PathParam("unit_id") long unit,
            @PathParam("date") String date,
            @PathParam("from") String from,
            @PathParam("to") String to,
            @BeanParam @Valid TelemetryParameters parameters,
            @Context UriInfo address,
            @Context RoutingContext request) {
        return answer.part(past.unit(unit), date, from, to, false, parameters, address, request);
    }

    @GET
    @Path("telemetry/unit/{unit_id}/" + Period.PATH)
    @Operation(
            summary = "Get the messages of a period of a unit",
            description = "At most `fleetcast.history.max-period`.")
    @APIResponse(responseCode = "200", description = "The messages, ascending by time.")
    public TelemetryBody period(
            @PathParam("unit_id") long unit,
            @BeanParam Period period,
            @BeanParam @Valid TelemetryParameters parameters,
            @Context UriInfo address,
            @Context RoutingContext request) {
        return answer.period(past.unit(unit), period, false, parameters, address, request);
    }

    @GET
    @Path("trips/telemetry/unit/{unit_id}/date/{date}")
    @Operation(
            summary = "Get the messages within trips of a day of a unit",
            description = "Dates and times are in the time zone of the unit.")
    @APIResponse(responseCode = "200", description = "The messages, ascending by time.")
    public TelemetryBody dayOfTrips(
            @PathParam("unit_id") long unit,
            @PathParam("date") String date,
            @BeanParam @Valid TelemetryParameters parameters,
            @Context UriInfo address,
            @Context RoutingContext request) {
        return answer.day(past.unit(unit), date, true, parameters, address, request);
    }

    @GET
    @Path("trips/telemetry/unit/{unit_id}/date/{date}/from/{from}/to/{to}")
    @Operation(
            summary = "Get the messages within trips of a part of a day of a unit",
            description = "An earlier `to` is on the next day. Its whole second is included.")
    @APIResponse(responseCode = "200", description = "The messages, ascending by time.")
    public TelemetryBody partOfTrips(
            @PathParam("unit_id") long unit,
            @PathParam("date") String date,
            @PathParam("from") String from,
            @PathParam("to") String to,
            @BeanParam @Valid TelemetryParameters parameters,
            @Context UriInfo address,
            @Context RoutingContext request) {
        return answer.part(past.unit(unit), date, from, to, true, parameters, address, request);
    }

    @GET
    @Path("trips/telemetry/unit/{unit_id}/" + Period.PATH)
    @Operation(
            summary = "Get the messages within trips of a period of a unit",
            description = "At most `fleetcast.history.max-period`.")
    @APIResponse(responseCode = "200", description = "The messages, ascending by time.")
    public TelemetryBody periodOfTrips(
            @PathParam("unit_id") long unit,
            @BeanParam Period period,
            @BeanParam @Valid TelemetryParameters parameters,
            @Context UriInfo address,
            @Context RoutingContext request) {
        return answer.period(past.unit(unit), period, true, parameters, address, request);
    }
}
