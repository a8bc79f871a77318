package dev.fleetcast.history.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetPool;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.api.CallerFleet;
import dev.fleetcast.fleet.api.VisibleFleet;
import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.registry.IdList;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events of units, or of those of a pool. */
@Path("/api/v1/history")
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "422", description = "A parameter is invalid.")
@APIResponse(
        responseCode = "429",
        description = "The caller reads too much of the past at once. Retry-After says when to try again.")
@APIResponse(responseCode = "503", description = "The database does not respond.")
@Tag(name = "History")
public class EventsResource {

    private static final int MAX_HOURS = 744;
    private static final int MAX_UNITS = 100;
    private static final String CODES =
            "Only these codes, as in PANIC;SPEEDING. A code includes those that continue it.";

    private final VisiblePast past;
    private final UnitEvents events;

    EventsResource(VisiblePast past, UnitEvents events) {
        this.past = past;
        this.events = events;
    }

    @GET
    @Path("events/pools/{pool_id}/date/{date}/from/{from}/to/{to}")
    @Operation(
            summary = "List the events of a pool in a part of a day",
            description = "Dates and times are in the time zone of each unit. An earlier `to` is on the next day."
                    + " At most 10,000 events.")
    @APIResponse(responseCode = "200", description = "The events, ascending by time.")
    @APIResponse(responseCode = "404", description = "It does not exist, or the caller may not see it.")
    public PastList ofDay(
            @PathParam("pool_id") long pool,
            @PathParam("date") String date,
            @PathParam("from") String from,
            @PathParam("to") String to,
            @QueryParam("code") @Parameter(description = CODES) String code) {
        LocalDate day = PathTimes.date("date", date);
        LocalTime begin = PathTimes.time("from", from);
        LocalTime end = PathTimes.time("to", to);
        return listed("to", unitsOf(pool), unit -> new Days(unit.timezone()).part(day, begin, end), code);
    }

    @GET
    @Path("events/pools/{pool_id}/recent/hours/{hours}")
    @Operation(
            summary = "List the events of a pool in the last hours",
            description = "At most 744 hours, and 10,000 events.")
    @APIResponse(responseCode = "200", description = "The events, ascending by time.")
    @APIResponse(responseCode = "404", description = "It does not exist, or the caller may not see it.")
    public PastList recent(
            @PathParam("pool_id") long pool,
            @PathParam("hours") int hours,
            @QueryParam("code") @Parameter(description = CODES) String code) {
        return listed("hours", unitsOf(pool), last(hours), code);
    }

    @GET
    @Path("events/units/recent/hours/{hours}")
    @Operation(
            summary = "List the events of units in the last hours",
            description = "At most 744 hours, 100 units and 10,000 events. Omits units the caller may not see.")
    @APIResponse(responseCode = "200", description = "The events, ascending by time.")
    public PastList recentOfUnits(
            @PathParam("hours") int hours,
            @QueryParam("ids")
                    @NotNull(message = "is required")
                    @Pattern(regexp = IdList.REGEX, message = IdList.MESSAGE)
                    @Parameter(description = "The units, as in 1,2,3.")
                    String ids,
            @QueryParam("code") @Parameter(description = CODES) String code) {
        List<Long> wanted = List.copyOf(IdList.parse(ids));
        if (wanted.size() > MAX_UNITS) {
            throw PathTimes.invalid("ids", "must name at most " + MAX_UNITS + " units");
        }
        VisibleFleet today = past.today();
        List<FleetUnit> units =
                wanted.stream().flatMap(id -> today.unit(id).stream()).toList();
        return listed("hours", units, last(hours), code);
    }

    @GET
    @Path("events/pools/{pool_id}/totals/hours/{hours}")
    @Operation(summary = "Count the events of a pool in the last hours", description = "At most 744 hours.")
    @APIResponse(responseCode = "200", description = "A count per code.")
    @APIResponse(responseCode = "404", description = "It does not exist, or the caller may not see it.")
    public PastList totals(
            @PathParam("pool_id") long pool,
            @PathParam("hours") int hours,
            @QueryParam("code") @Parameter(description = CODES) String code) {
        Map<String, ObjectNode> totals = new TreeMap<>();
        events.read(unitsOf(pool), last(hours), codes(code), found -> {
            ObjectNode total = totals.computeIfAbsent(
                    found.code(),
                    first -> JsonNodeFactory.instance
                            .objectNode()
                            .put("code", found.code())
                            .put("counter", 0)
                            .putNull("color"));
            total.put("counter", total.get("counter").asInt() + 1);
            if (found.content().hasNonNull("color")) {
                total.set("color", found.content().get("color"));
            }
        });
        return new PastList(new ArrayList<>(totals.values()));
    }

    /** @param end the parameter that ends the span */
    private PastList listed(String end, List<FleetUnit> units, Function<FleetUnit, Span> spans, String code) {
        try (Reservation memory = events.memory()) {
            EventList list = new EventList(memory, end);
            events.read(units, spans, codes(code), list::add);
            return new PastList(list.contents());
        }
    }

    private List<FleetUnit> unitsOf(long id) {
        VisibleFleet today = past.today();
        FleetPool pool = today.pool(id).orElseThrow(CallerFleet::notFound);
        return today.units()
                .filter(unit -> unit.vehicle() != null
                        && pool.vehicleIds().contains(unit.vehicle().id()))
                .toList();
    }

    private static Function<FleetUnit, Span> last(int hours) {
        if (hours < 1 || hours > MAX_HOURS) {
            throw PathTimes.invalid("hours", "must be from 1 to " + MAX_HOURS);
        }
        Instant now = Instant.now();
        // Clocks of devices may be a little ahead.
        Span span = new Span(now.minus(Duration.ofHours(hours)), now.plus(Duration.ofMinutes(5)));
        return unit -> span;
    }

    private static Optional<Set<String>> codes(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Set<String> codes = Stream.of(text.split(";"))
                .map(String::strip)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
        if (codes.isEmpty()) {
            throw PathTimes.invalid("code", "must name at least one code, or be absent");
        }
        return Optional.of(codes);
    }
}
