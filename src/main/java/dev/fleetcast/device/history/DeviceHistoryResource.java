package dev.fleetcast.device.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Shows what devices have published and what was confirmed to them. */
@Path("/api/v1/devices/{id}")
@DeviceApi
@SecurityRequirement(name = "bearer")
@Blocking
@APIResponse(responseCode = "404", description = "The caller has no such device.")
@APIResponse(responseCode = "422", description = "Invalid parameters.")
@APIResponse(responseCode = "503", description = "The database does not answer.")
@Tag(name = "Devices")
public class DeviceHistoryResource {

    private static final String CSV = "text/csv;charset=UTF-8";
    private static final MediaType TABLE = new MediaType("text", "csv");

    private final DeviceHistory history;
    private final Devices devices;
    private final ObjectMapper json;

    DeviceHistoryResource(DeviceHistory history, Devices devices, ObjectMapper json) {
        this.history = history;
        this.devices = devices;
        this.json = json;
    }

    @GET
    @Path("events")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List the stored events of a device, oldest first",
            description =
                    "`from` and `to` are times of publishing. The link to the next page is also in the header `Link`.")
    @APIResponse(responseCode = "200", description = "A page; `meta.next` is the cursor of the next one.")
    public RestResponse<HistoryPage<HistoryEvent>> events(
            @PathParam("id") String id,
            @BeanParam @Valid HistoryParameters parameters,
            @Context RoutingContext request,
            @Context UriInfo address) {
        HistoryPage<HistoryEvent> page = history.events(query(request, id, parameters));
        return answer(page, page, address).build();
    }

    @GET
    @Path("events")
    @Produces(CSV)
    @Operation(hidden = true)
    public RestResponse<String> eventsAsCsv(
            @PathParam("id") String id,
            @BeanParam @Valid HistoryParameters parameters,
            @Context RoutingContext request,
            @Context HttpHeaders accepted,
            @Context UriInfo address) {
        HistoryPage<HistoryEvent> page = history.events(query(request, id, parameters));
        return table(accepted, page, HistoryEvent.COLUMNS, HistoryEvent::cells, address);
    }

    @GET
    @Path("acks")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List what was confirmed to a device, oldest first",
            description =
                    "`from` and `to` are times of confirmation. The link to the next page is also in the header `Link`.")
    @APIResponse(responseCode = "200", description = "A page; `meta.next` is the cursor of the next one.")
    public RestResponse<HistoryPage<HistoryAck>> acks(
            @PathParam("id") String id,
            @BeanParam @Valid HistoryParameters parameters,
            @Context RoutingContext request,
            @Context UriInfo address) {
        HistoryPage<HistoryAck> page = history.acks(query(request, id, parameters));
        return answer(page, page, address).build();
    }

    @GET
    @Path("acks")
    @Produces(CSV)
    @Operation(hidden = true)
    public RestResponse<String> acksAsCsv(
            @PathParam("id") String id,
            @BeanParam @Valid HistoryParameters parameters,
            @Context RoutingContext request,
            @Context HttpHeaders accepted,
            @Context UriInfo address) {
        HistoryPage<HistoryAck> page = history.acks(query(request, id, parameters));
        return table(accepted, page, HistoryAck.COLUMNS, HistoryAck::cells, address);
    }

    private HistoryQuery query(RoutingContext request, String id, HistoryParameters parameters) {
        DeviceCaller caller = DeviceCaller.of(request);
        return devices.visible(caller, id)
                .map(device -> parameters.of(device.coreid().value(), caller.clients()))
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "No device of yours has this name or id."));
    }

    /** The framework may also choose the table for callers who accept anything: they get JSON. */
    private <T> RestResponse<String> table(
            HttpHeaders accepted,
            HistoryPage<T> page,
            List<String> columns,
            Function<T, List<String>> cells,
            UriInfo address) {
        boolean wanted = accepted.getAcceptableMediaTypes().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatible(TABLE));
        if (!wanted) {
            return answer(page, text(page), address)
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        }
        String text = CsvText.of(columns, page.data().stream().map(cells).toList());
        return answer(page, text, address).type(CSV).build();
    }

    private String text(HistoryPage<?> page) {
        try {
            return json.writeValueAsString(page);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <B> ResponseBuilder<B> answer(HistoryPage<?> page, B body, UriInfo address) {
        ResponseBuilder<B> response = ResponseBuilder.ok(body);
        if (page.meta().next() != null) {
            String next = address.getRequestUriBuilder()
                    .replaceQueryParam("access_token")
                    .replaceQueryParam("cursor", page.meta().next())
                    .build()
                    .toString();
            response.header("Link", '<' + next + ">; rel=\"next\"");
        }
        return response;
    }
}
