package dev.fleetcast.device.value.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.device.DeviceApi;
import dev.fleetcast.device.value.SharedValue;
import dev.fleetcast.device.value.ValueCondition;
import dev.fleetcast.device.value.ValueJson;
import dev.fleetcast.device.value.ValueName;
import dev.fleetcast.device.value.ValueTeller;
import dev.fleetcast.device.value.Values;
import dev.fleetcast.device.value.Values.Change;
import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shared values of a client. */
@Path("/api/v1/values")
@Produces(MediaType.APPLICATION_JSON)
@DeviceApi
@SecurityRequirement(name = "bearer")
@Blocking
@APIResponse(responseCode = "409", description = "The caller belongs to several clients and names none.")
@APIResponse(responseCode = "503", description = "The database does not respond; try again.")
@Tag(name = "Shared values")
public class ValueResource {

    private static final Duration FULL_FOR = Duration.ofMinutes(1);
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String CLIENT = "The client, for callers with several.";

    private final Values values;
    private final ValueTeller teller;

    ValueResource(Values values, ValueTeller teller) {
        this.values = values;
        this.teller = teller;
    }

    /** Lists the values. */
    @GET
    @Operation(summary = "List shared values", description = "By name.")
    @APIResponse(
            responseCode = "200",
            description = "The values.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "401", description = "No valid login or device token.")
    @APIResponse(responseCode = "404", description = "The caller does not belong to this client.")
    @APIResponse(responseCode = "422", description = "A parameter is out of range.")
    public Response list(
            @QueryParam("client_id") @Parameter(description = CLIENT) Long clientId,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) @Parameter(description = "At most 100.")
                    int limit,
            @QueryParam("cursor") @DefaultValue("") @Parameter(description = "The name after which to go on.")
                    String cursor,
            @Context RoutingContext request) {
        List<SharedValue> page = ValueCaller.client(request, clientId)
                .map(client -> values.list(client, cursor.replace("\0", ""), limit))
                .orElse(List.of());
        String next =
                page.size() < limit ? null : page.get(page.size() - 1).name().name();
        return ValueResponses.page(page, ValueJson.object().put("next_cursor", next));
    }

    /** Reads a value. */
    @GET
    @Path("{name}")
    @Operation(summary = "Read a shared value", description = "The ETag is the version.")
    @APIResponse(
            responseCode = "200",
            description = "The value.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the version.")
    @APIResponse(responseCode = "400", description = "No value can have this name, or a header is malformed.")
    @APIResponse(responseCode = "401", description = "No valid login or device token.")
    @APIResponse(responseCode = "404", description = "There is no such value.")
    public Response read(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = CLIENT) Long clientId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @Context RoutingContext request) {
        SharedValue value = values.current(ValueCaller.name(request, name, clientId))
                .filter(current -> !current.isDeleted())
                .orElseThrow(ValueCaller::notFound);
        return valid(() -> ValueCondition.isKnown(ifNoneMatch, value.version()))
                ? Response.notModified()
                        .header(HttpHeaders.ETAG, ValueResponses.tag(value))
                        .build()
                : ValueResponses.value(value);
    }

    /** Sets a value. */
    @PUT
    @Path("{name}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Set a shared value",
            description = "Any JSON of at most 64 KB. If-Match and If-None-Match: * make it depend on the version.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The new version.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "Not JSON, no value can have this name, or a header is malformed.")
    @APIResponse(responseCode = "401", description = "No valid login.")
    @APIResponse(responseCode = "403", description = "Devices set values by events.")
    @APIResponse(responseCode = "404", description = "The caller does not belong to this client.")
    @APIResponse(responseCode = "412", description = "The condition does not hold.")
    @APIResponse(responseCode = "413", description = "The value is too large.")
    @APIResponse(responseCode = "429", description = "The client has too many values.")
    public Response put(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = CLIENT) Long clientId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            byte[] body,
            @Context RoutingContext request) {
        String by = ValueCaller.user(request);
        ValueName place = ValueCaller.name(request, name, clientId);
        ValueCondition condition = condition(request, ifMatch, ifNoneMatch);
        return made(values.put(place, ValueJson.text(ValueBody.parse(body)), condition, by));
    }

    /** Changes members of a value. */
    @PATCH
    @Path("{name}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change members of a shared value",
            description = "A merge patch (RFC 7396). A value that does not exist counts as an empty object.")
    @RequestBody(
            content = {
                @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The new version.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "Not JSON, no value can have this name, or a header is malformed.")
    @APIResponse(responseCode = "401", description = "No valid login.")
    @APIResponse(responseCode = "403", description = "Devices set values by events.")
    @APIResponse(responseCode = "404", description = "The caller does not belong to this client.")
    @APIResponse(responseCode = "412", description = "The condition does not hold.")
    @APIResponse(responseCode = "413", description = "The value would be too large.")
    @APIResponse(responseCode = "429", description = "The client has too many values.")
    public Response patch(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = CLIENT) Long clientId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            byte[] body,
            @Context RoutingContext request) {
        String by = ValueCaller.user(request);
        ValueName place = ValueCaller.name(request, name, clientId);
        ValueCondition condition = condition(request, ifMatch, ifNoneMatch);
        return made(values.patch(place, ValueBody.parse(body), condition, by));
    }

    /** Deletes a value. */
    @DELETE
    @Path("{name}")
    @Operation(
            summary = "Delete a shared value",
            description = "Versions go on counting: set again, the value has a later version than ever.")
    @APIResponse(responseCode = "204", description = "The value is deleted. The ETag is the version of the deletion.")
    @APIResponse(responseCode = "400", description = "No value can have this name, or a header is malformed.")
    @APIResponse(responseCode = "401", description = "No valid login.")
    @APIResponse(responseCode = "403", description = "Devices cannot delete values.")
    @APIResponse(responseCode = "404", description = "There is no such value.")
    @APIResponse(responseCode = "412", description = "The condition does not hold.")
    public Response delete(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = CLIENT) Long clientId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Context RoutingContext request) {
        String by = ValueCaller.user(request);
        ValueName place = ValueCaller.name(request, name, clientId);
        Change change = values.delete(
                place, valid(() -> ValueCondition.of(evenEmpty(request, HttpHeaders.IF_MATCH, ifMatch), null)), by);
        made(change);
        return Response.noContent()
                .header(HttpHeaders.ETAG, ValueResponses.tag(change.value()))
                .build();
    }

    /** Lists the versions of a value. */
    @GET
    @Path("{name}/versions")
    @Operation(
            summary = "List the versions of a shared value",
            description = "The newest first; fleetcast.device.value-versions are retained. A version without a value "
                    + "has deleted: true.")
    @APIResponse(
            responseCode = "200",
            description = "The versions.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "No value can have this name.")
    @APIResponse(responseCode = "401", description = "No valid login or device token.")
    @APIResponse(responseCode = "404", description = "There was never such a value.")
    @APIResponse(responseCode = "422", description = "A parameter is out of range.")
    public Response versions(
            @PathParam("name") String name,
            @QueryParam("client_id") @Parameter(description = CLIENT) Long clientId,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) @Parameter(description = "At most 100.")
                    int limit,
            @QueryParam("cursor") @Parameter(description = "The version before which to go on.") Long cursor,
            @Context RoutingContext request) {
        ValueName place = ValueCaller.name(request, name, clientId);
        List<SharedValue> page = values.versions(place, cursor == null ? Long.MAX_VALUE : cursor, limit);
        if (page.isEmpty() && cursor == null) {
            throw ValueCaller.notFound();
        }
        ObjectNode meta = ValueJson.object();
        if (page.size() < limit) {
            meta.putNull("next_cursor");
        } else {
            meta.put("next_cursor", page.get(page.size() - 1).version());
        }
        return ValueResponses.page(page, meta);
    }

    private Response made(Change change) {
        if (change.refusal() == null) {
            teller.tell(change.value());
            return ValueResponses.value(change.value());
        }
        throw switch (change.refusal()) {
            case CONDITION ->
                HttpProblem.valueOf(
                        Status.PRECONDITION_FAILED, "The value has another version; read it, and decide again.");
            case ABSENT -> ValueCaller.notFound();
            case TOO_MANY -> Problems.tooMany("The client has too many values.", FULL_FOR);
            case TOO_LARGE -> ValueBody.tooLarge();
        };
    }

    private static ValueCondition condition(RoutingContext request, String ifMatch, String ifNoneMatch) {
        return valid(() -> ValueCondition.of(
                evenEmpty(request, HttpHeaders.IF_MATCH, ifMatch),
                evenEmpty(request, HttpHeaders.IF_NONE_MATCH, ifNoneMatch)));
    }

    /** The framework takes an empty header for none, but a change without a condition is not what its sender meant. */
    private static String evenEmpty(RoutingContext request, String name, String value) {
        return value == null ? request.request().getHeader(name) : value;
    }

    private static <T> T valid(Supplier<T> header) {
        try {
            return header.get();
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, malformed.getMessage());
        }
    }
}
