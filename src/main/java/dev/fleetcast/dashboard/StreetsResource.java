package dev.fleetcast.dashboard;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Serves the streets to the pages, if the deployment has any; browsers keep them and ask whether they have changed. */
@Path("/dashboard/streets")
@Produces(MediaType.APPLICATION_JSON)
public class StreetsResource {

    private final Instance<StreetMap> streets;

    StreetsResource(Instance<StreetMap> streets) {
        this.streets = streets;
    }

    /** Contains nothing about vehicles, and needs no login, as the other parts of the pages. */
    @GET
    @Operation(hidden = true)
    public Response streets(@Context Request request) {
        String json = streets.stream()
                .filter(StreetMap::isShown)
                .findAny()
                .map(StreetMap::json)
                .orElseThrow(NotFoundException::new);
        EntityTag tag = new EntityTag(
                UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8)).toString());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(json) : unchanged).tag(tag).build();
    }
}
