package dev.fleetcast.alarm;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.alarm.Acknowledgements.Selection;
import dev.fleetcast.alarm.Acknowledgements.Stored;
import dev.fleetcast.connection.RateLimit;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.api.CallerFleet;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.registry.IdList;
import dev.fleetcast.registry.admin.Item;
import dev.fleetcast.registry.admin.Page;
import dev.fleetcast.registry.admin.PageQuery;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Acknowledges alarms. An alarm is an event of a unit, identified by its code and the time that the message reports. */
@Path("/api/v1/alarms/acknowledgements")
@Authenticated
@Blocking
@Needs(View.REGISTRY)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alarms", description = "Who has acknowledged which alarm.")
public class AcknowledgementResource {

    /** More than a person can press; each one is an event on the streams of the whole company. */
    private static final int PER_MINUTE = 300;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    /** What the database can store, and people can mean. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Instant AFTER_ALL = LATEST.plusSeconds(1);

    private final Acknowledgements acknowledgements;
    private final AcknowledgementEvents events;
    private final CallerFleet fleet;
    private final CurrentViewer current;
    private final Visibility visibility;
    private final RateLimit<Long> rate = RateLimit.even(PER_MINUTE, Duration.ofMinutes(1));

    AcknowledgementResource(
            Acknowledgements acknowledgements,
            AcknowledgementEvents events,
            CallerFleet fleet,
            CurrentViewer current,
            Visibility visibility) {
        this.acknowledgements = acknowledgements;
        this.events = events;
        this.fleet = fleet;
        this.current = current;
        this.visibility = visibility;
    }

    @GET
    @Operation(
            summary = "List acknowledged alarms, the newest alarm first",
            description = "Those of units that the caller may see. `q` searches codes and user names.")
    @APIResponse(responseCode = "200", description = "One page.")
    @APIResponse(responseCode = "422", description = "A parameter is invalid or out of range.")
    @APIResponse(responseCode = "503", description = "The database does not respond. Try again.")
    public Page<Acknowledgement> list(
            @BeanParam @Valid PageQuery query,
            @QueryParam("since") @Parameter(description = "Only alarms at this time or later.") Instant since,
            @QueryParam("until") @Parameter(description = "Only alarms before this time.") Instant until,
            @QueryParam("ids")
                    @Pattern(regexp = IdList.REGEX, message = IdList.MESSAGE)
                    @Parameter(
                            description =
                                    "Only alarms of these units, as in 1,2,3. Omits units the caller may not see.")
                    String ids)
            throws SQLException {
        Selection which = new Selection(
                Optional.ofNullable(since).orElse(Instant.EPOCH),
                Optional.ofNullable(until).orElse(AFTER_ALL),
                ids == null ? null : IdList.parse(ids));
        return acknowledgements.page(visibility.clients(current.viewer()), which, query);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Acknowledge an alarm",
            description =
                    "Any user who may see the unit may do so. The first acknowledgement counts; the answer shows it."
                            + " The streams that follow the unit get the event `alarm_acknowledged`.")
    @APIResponse(responseCode = "200", description = "It is acknowledged, now or before.")
    @APIResponse(
            responseCode = "400",
            description = "The body is not JSON, or a field does not have the expected form.")
    @APIResponse(responseCode = "404", description = "The unit does not exist, or the caller may not see it.")
    @APIResponse(responseCode = "422", description = "Fields are missing, unknown or invalid.")
    @APIResponse(responseCode = "429", description = "More than 300 in a minute.")
    @APIResponse(responseCode = "503", description = "The database does not respond. Try again.")
    public Item<Acknowledgement> acknowledge(@Valid NewAcknowledgement alarm) throws SQLException {
        if (alarm == null) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body is not JSON.");
        }
        Viewer viewer = current.viewer();
        FleetUnit unit = fleet.ofCaller().unit(alarm.unitId()).orElseThrow(CallerFleet::notFound);
        if (alarm.at().isBefore(Instant.EPOCH) || alarm.at().isAfter(LATEST)) {
            throw Violations.problem(List.of(new FieldViolation("at", "must be in the years 1970 to 9999")));
        }
        if (!rate.allows(viewer.userId())) {
            throw Problems.tooMany("Too many acknowledgements. Send at most 300 in a minute.", TRY_AGAIN);
        }
        Stored stored =
                acknowledgements.add(unit.clientId(), given(alarm, viewer)).orElseThrow(CallerFleet::notFound);
        if (stored.isNew()) {
            events.tell(stored.first());
        }
        return new Item<>(stored.first());
    }

    private static Acknowledgement given(NewAcknowledgement alarm, Viewer viewer) {
        return new Acknowledgement(
                alarm.unitId(),
                alarm.code(),
                alarm.at().truncatedTo(ChronoUnit.MILLIS),
                viewer.username(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
