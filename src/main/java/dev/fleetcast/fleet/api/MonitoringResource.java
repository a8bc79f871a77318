package dev.fleetcast.fleet.api;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.token.SubscriptionTokens;
import dev.fleetcast.fleet.Assignment;
import dev.fleetcast.fleet.FleetPool;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.registry.IdList;
import dev.fleetcast.registry.admin.Item;
import dev.fleetcast.registry.admin.Page;
import dev.fleetcast.registry.admin.PageQuery;
import dev.fleetcast.telemetry.LastKnownTelemetry;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Issues subscription tokens for units that the caller may see, from memory. */
@Path("/api/v1/monitoring")
@Authenticated
@Needs({View.REGISTRY, View.FEED})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Monitoring", description = "The right to follow a unit.")
public class MonitoringResource {

    private static final String NOT_FOUND = "It does not exist, or the caller may not see it.";

    private final CallerFleet sight;
    private final CurrentViewer current;
    private final SubscriptionTokens tokens;
    private final LastKnownTelemetry lastKnown;

    MonitoringResource(
            CallerFleet sight, CurrentViewer current, SubscriptionTokens tokens, LastKnownTelemetry lastKnown) {
        this.sight = sight;
        this.current = current;
        this.tokens = tokens;
        this.lastKnown = lastKnown;
    }

    @GET
    @Path("unit/{id}")
    @Operation(
            summary = "Get a token to follow a unit",
            description = "Returns a subscription token and the last known message.")
    @APIResponse(responseCode = "200", description = "The unit, its token and its last known message.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<MonitoredUnit> unit(@PathParam("id") long id) {
        return monitored(sight.ofCaller().unit(id));
    }

    /** Many units at once, for a client that follows a whole fleet or renews its tokens. */
    @GET
    @Path("units")
    @Operation(
            summary = "Get tokens to follow all units of the caller's clients, or the listed ones",
            description = "Returns one page of units, each with its own token.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<MonitoredUnit> units(
            @BeanParam @Valid PageQuery query,
            @Parameter(description = "Only these units, as in 1,2,3. Omits units the caller may not see.")
                    @QueryParam("ids")
                    @Pattern(regexp = IdList.REGEX, message = IdList.MESSAGE)
                    String ids) {
        Set<Long> wanted = ids == null ? Set.of() : IdList.parse(ids);
        return Page.of(
                sight.ofCaller().units(),
                query,
                unit -> (ids == null || wanted.contains(unit.id().value()))
                        && query.matches(unit.name(), unit.imei(), unit.serialNo(), unit.stockNo()),
                this::monitored);
    }

    @GET
    @Path("unit/by-imei/{imei}")
    @Operation(
            summary = "Get a token to follow the unit with an IMEI",
            description = "Returns a subscription token and the last known message.")
    @APIResponse(responseCode = "200", description = "The unit, its token and its last known message.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<MonitoredUnit> unitByImei(@PathParam("imei") String imei) {
        return monitored(sight.ofCaller().unitByImei(imei));
    }

    @GET
    @Path("unit/by-serial_no/{serial_no}")
    @Operation(
            summary = "Get a token to follow the unit with a serial number",
            description = "Returns a subscription token and the last known message.")
    @APIResponse(responseCode = "200", description = "The unit, its token and its last known message.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<MonitoredUnit> unitBySerialNo(@PathParam("serial_no") String serialNo) {
        return monitored(sight.ofCaller().unitBySerialNo(serialNo));
    }

    @GET
    @Path("vehicle/{id}/{assignment}")
    @Operation(
            summary = "Get a token to follow the primary, backup_1 or backup_2 unit of a vehicle",
            description = "Returns a subscription token and the last known message.")
    @APIResponse(responseCode = "200", description = "The unit, its token and its last known message.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<MonitoredUnit> vehicle(@PathParam("id") long id, @PathParam("assignment") String assignment) {
        return monitored(
                Assignment.of(assignment).flatMap(part -> sight.ofCaller().unitOf(id, part)));
    }

    @GET
    @Path("driver/{id}")
    @Operation(
            summary = "Get a token to follow a driver's vehicle",
            description = "The token is for the vehicle's primary unit, else for its first backup.")
    @APIResponse(responseCode = "200", description = "The unit, its token and its last known message.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<MonitoredUnit> driver(@PathParam("id") long id) {
        VisibleFleet fleet = sight.ofCaller();
        return monitored(fleet.driver(id)
                .flatMap(driver -> Optional.ofNullable(driver.vehicleId()))
                .flatMap(fleet::leadingUnitOf));
    }

    @GET
    @Path("pool/{id}")
    @Operation(
            summary = "Get tokens to follow all vehicles of a pool",
            description = "Each token is for the primary unit, else the first backup. Omits vehicles without units.")
    @APIResponse(responseCode = "200", description = "All vehicles of the pool that have a unit.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<List<MonitoredUnit>> pool(@PathParam("id") long id) {
        VisibleFleet fleet = sight.ofCaller();
        FleetPool pool = fleet.pool(id).orElseThrow(CallerFleet::notFound);
        return new Item<>(
                fleet.leadingUnitsOf(pool).stream().map(this::monitored).toList());
    }

    private Item<MonitoredUnit> monitored(Optional<FleetUnit> unit) {
        return new Item<>(unit.map(this::monitored).orElseThrow(CallerFleet::notFound));
    }

    private MonitoredUnit monitored(FleetUnit unit) {
        return MonitoredUnit.of(
                unit,
                tokens.issue(current.viewer(), unit.id()),
                lastKnown.extended(unit.id()).orElse(null));
    }
}
