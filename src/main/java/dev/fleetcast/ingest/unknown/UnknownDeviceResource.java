package dev.fleetcast.ingest.unknown;

import dev.fleetcast.access.Roles;
import dev.fleetcast.fleet.api.DeviceRegistration;
import dev.fleetcast.ingest.shape.DeviceName;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.registry.admin.PageQuery;
import dev.fleetcast.registry.admin.RegistryWriter;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Lists the keys of the feed that name no unit, registers units for them, and removes them. */
@RolesAllowed(Roles.ADMIN)
@Path("/api/v1/admin/feed/unknown")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Needs(View.REGISTRY)
@Tag(name = "Operations")
public class UnknownDeviceResource {

    /** What fits into an address. */
    private static final int MAX_REMOVED = 100;

    private final UnknownDevices devices;
    private final DeviceRegistration units;
    private final RegistryWriter registry;

    /**
     * One page of the unknown devices.
     *
     * @param data the devices, by key
     * @param meta the position of the page, and what is not listed
     */
    @Schema(name = "UnknownDevices")
    record UnknownPage(List<UnknownDevice> data, Meta meta) {

        /**
         * The position of a page.
         *
         * @param total the number of keys in the whole list
         * @param page the number of this page, from 1
         * @param size the maximum number of keys per page
         * @param unlisted the number of messages whose keys have no place in the list
         */
        @Schema(name = "UnknownDevicesMeta")
        record Meta(long total, int page, int size, long unlisted) {}
    }

    /**
     * The result.
     *
     * @param registered the number of added units
     */
    @Schema(name = "RegisteredDevices")
    record Registered(long registered) {}

    /** The answer. */
    @Schema(name = "RegisteredDevicesResponse")
    record RegisteredResponse(Registered data) {}

    /**
     * The result.
     *
     * @param removed the number of keys that were in the list
     */
    @Schema(name = "RemovedUnknownDevices")
    record Removed(long removed) {}

    /** The answer. */
    @Schema(name = "RemovedUnknownDevicesResponse")
    record RemovedResponse(Removed data) {}

    UnknownDeviceResource(UnknownDevices devices, DeviceRegistration units, RegistryWriter registry) {
        this.devices = devices;
        this.units = units;
        this.registry = registry;
    }

    /** The keys of the whole deployment. */
    @GET
    @Operation(
            summary = "List unknown devices, by key",
            description =
                    "Keys of the feed that name no unit, with the number of their messages, the time of the last one, "
                            + "and its beginning. `q` searches the keys. `meta.unlisted` counts the messages whose keys have no "
                            + "place in the list.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    public UnknownPage list(@BeanParam @Valid PageQuery query) {
        try {
            UnknownDevices.Listed listed = devices.list(query);
            return new UnknownPage(
                    listed.devices(),
                    new UnknownPage.Meta(listed.total(), query.page(), query.size(), listed.unlisted()));
        } catch (SQLException away) {
            throw Problems.unavailable("The database does not respond. Try again.");
        }
    }

    /** Takes keys off the list. */
    @DELETE
    @Operation(
            summary = "Remove unknown devices from the list",
            description =
                    "Those with the keys of `key`, which may be repeated, or all with `all=true`, which also sets "
                            + "`meta.unlisted` to 0. A key that is not in the list is ignored; one that sends again is listed again.")
    @APIResponse(responseCode = "200", description = "The number of keys that were in the list.")
    @APIResponse(responseCode = "422", description = "Neither `key` nor `all=true`, both, or too many keys.")
    public RemovedResponse remove(
            @QueryParam("key") @Parameter(description = "The keys, at most 100.") List<String> keys,
            @QueryParam("all") @Parameter(description = "`true`: the whole list.") String all) {
        check(keys, all);
        try {
            return new RemovedResponse(new Removed(all == null ? devices.remove(keys) : devices.removeAll()));
        } catch (SQLException away) {
            throw Problems.unavailable("The database does not respond. Try again.");
        }
    }

    private static void check(List<String> keys, String all) {
        if (all != null && !all.equals("true")) {
            throw Violations.problem(List.of(new FieldViolation("all", "must be true, or left out")));
        }
        if ((all != null) != keys.isEmpty()) {
            throw Violations.problem(List.of(new FieldViolation("key", "either key or all=true is required")));
        }
        if (keys.size() > MAX_REMOVED) {
            throw Violations.problem(List.of(new FieldViolation("key", "must have at most " + MAX_REMOVED + " keys")));
        }
        if (keys.stream().anyMatch(key -> key.isEmpty() || key.indexOf('\0') >= 0)) {
            throw Violations.problem(List.of(new FieldViolation("key", "must not be empty or contain NUL")));
        }
    }

    /** Adds one unit for each key. */
    @POST
    @Path("register")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Register unknown devices, all or none",
            description =
                    "Adds a unit for each key: 15 digits are its IMEI, anything else its serial number. `{key}` in "
                            + "the name stands for the key. Keys need not be in the list.")
    @APIResponse(
            responseCode = "201",
            description = "The number of added units.",
            content = @Content(schema = @Schema(implementation = RegisteredResponse.class)))
    @APIResponse(
            responseCode = "422",
            description =
                    "Nothing was registered. The violations name the keys that have no unit yet but cannot get one, "
                            + "and those that have a unit.")
    public RegisteredResponse register(@Valid @NotNull(message = "body is required") Registration wanted) {
        return registry.write(() -> {
            Set<FieldViolation> wrong = new LinkedHashSet<>();
            for (int index = 0; index < wanted.keys().size(); index++) {
                wrong.addAll(add(wanted, index));
            }
            if (!wrong.isEmpty()) {
                throw Violations.problem(new ArrayList<>(wrong));
            }
            return new RegisteredResponse(new Registered(wanted.keys().size()));
        });
    }

    private List<FieldViolation> add(Registration wanted, int index) {
        String key = wanted.keys().get(index);
        return units.add(wanted.clientId(), DeviceName.field(key), key, wanted.nameOf(key)).violations().stream()
                .map(violation -> named(violation, index))
                .toList();
    }

    /** The fields of the unit are not in the request, except for its client. */
    private static FieldViolation named(FieldViolation violation, int index) {
        String key = "keys[" + index + "]";
        return switch (violation.field()) {
            case DeviceRegistration.CLIENT -> violation;
            // Nothing else can be wrong with it.
            case "name" -> new FieldViolation(key, "makes the name longer than 200 characters");
            default -> new FieldViolation(key, violation.message());
        };
    }
}
