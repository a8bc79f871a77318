package dev.fleetcast.fleet.api;

import dev.fleetcast.fleet.FleetVehicle;
import dev.fleetcast.registry.admin.Item;
import dev.fleetcast.registry.admin.Page;
import dev.fleetcast.registry.admin.PageQuery;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the caller's part of the registry, from memory. */
@Path("/api/v1")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fleet", description = "The part of the registry that the caller may see.")
public class FleetResource {

    private static final String NOT_FOUND = "It does not exist, or the caller may not see it.";

    private final CallerFleet sight;

    FleetResource(CallerFleet sight) {
        this.sight = sight;
    }

    @GET
    @Path("units")
    @Operation(
            summary = "List the units of the caller's clients",
            description = "Answered from memory. `q` searches names and numbers.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<UnitForm> units(@BeanParam @Valid PageQuery query) {
        return Page.of(
                sight.ofCaller().units(),
                query,
                unit -> query.matches(unit.name(), unit.imei(), unit.serialNo(), unit.stockNo()),
                UnitForm::of);
    }

    @GET
    @Path("units/{id}")
    @Operation(summary = "Get one unit", description = "Another company's unit is answered with 404.")
    @APIResponse(responseCode = "200", description = "The unit.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<UnitForm> unit(@PathParam("id") long id) {
        return new Item<>(UnitForm.of(sight.ofCaller().unit(id).orElseThrow(CallerFleet::notFound)));
    }

    @GET
    @Path("vehicles")
    @Operation(
            summary = "List the vehicles of the caller's clients",
            description = "Answered from memory. `q` searches names and numbers.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<VehicleForm> vehicles(@BeanParam @Valid PageQuery query) {
        VisibleFleet fleet = sight.ofCaller();
        return Page.of(
                fleet.vehicles(),
                query,
                vehicle -> query.matches(vehicle.regNo(), vehicle.fleetNo(), vehicle.vin()),
                vehicle -> shown(fleet, vehicle));
    }

    @GET
    @Path("vehicles/{id}")
    @Operation(summary = "Get one vehicle", description = "Another company's vehicle is answered with 404.")
    @APIResponse(responseCode = "200", description = "The vehicle.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<VehicleForm> vehicle(@PathParam("id") long id) {
        VisibleFleet fleet = sight.ofCaller();
        return new Item<>(shown(fleet, fleet.vehicle(id).orElseThrow(CallerFleet::notFound)));
    }

    private static VehicleForm shown(VisibleFleet fleet, FleetVehicle vehicle) {
        return VehicleForm.of(vehicle, assignment -> fleet.unitOf(vehicle.id(), assignment));
    }

    @GET
    @Path("drivers")
    @Operation(
            summary = "List the drivers of the caller's clients",
            description = "Answered from memory. `q` searches names and numbers.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<DriverForm> drivers(@BeanParam @Valid PageQuery query) {
        return Page.of(
                sight.ofCaller().drivers(),
                query,
                driver -> query.matches(driver.name(), driver.tagNo()),
                DriverForm::of);
    }

    @GET
    @Path("drivers/{id}")
    @Operation(summary = "Get one driver", description = "Another company's driver is answered with 404.")
    @APIResponse(responseCode = "200", description = "The driver.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<DriverForm> driver(@PathParam("id") long id) {
        return new Item<>(DriverForm.of(sight.ofCaller().driver(id).orElseThrow(CallerFleet::notFound)));
    }

    @GET
    @Path("pools")
    @Operation(
            summary = "List the pools of the caller's clients",
            description = "Answered from memory. `q` searches names and numbers.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<PoolForm> pools(@BeanParam @Valid PageQuery query) {
        return Page.of(sight.ofCaller().pools(), query, pool -> query.matches(pool.name()), PoolForm::of);
    }

    @GET
    @Path("pools/{id}")
    @Operation(summary = "Get one pool", description = "Another company's pool is answered with 404.")
    @APIResponse(responseCode = "200", description = "The pool.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<PoolForm> pool(@PathParam("id") long id) {
        return new Item<>(PoolForm.of(sight.ofCaller().pool(id).orElseThrow(CallerFleet::notFound)));
    }

    @GET
    @Path("zones")
    @Operation(
            summary = "List the names of the zones of the caller's clients",
            description = "Answered from memory. `q` searches names and numbers.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public Page<ZoneForm> zones(@BeanParam @Valid PageQuery query) {
        return Page.of(
                sight.ofCaller().zones(),
                query,
                zone -> query.matches(zone.name(), Long.toString(zone.number())),
                ZoneForm::of);
    }

    @GET
    @Path("zones/{id}")
    @Operation(summary = "Get the name of one zone", description = "Another company's zone is answered with 404.")
    @APIResponse(responseCode = "200", description = "The zone.")
    @APIResponse(responseCode = "404", description = NOT_FOUND)
    public Item<ZoneForm> zone(@PathParam("id") long id) {
        return new Item<>(ZoneForm.of(sight.ofCaller().zone(id).orElseThrow(CallerFleet::notFound)));
    }
}
