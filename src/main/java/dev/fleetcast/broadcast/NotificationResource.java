package dev.fleetcast.broadcast;

import dev.fleetcast.access.request.CurrentViewer;
import dev.fleetcast.channel.log.EventPosition;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows users the broadcasts they were sent. */
@Path("/api/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@APIResponse(responseCode = "503", description = "The database does not respond.")
@Tag(name = "Broadcasts")
@Needs(View.CHANNELS)
public class NotificationResource {

    private final Notifications notifications;
    private final CurrentViewer current;

    NotificationResource(Notifications notifications, CurrentViewer current) {
        this.notifications = notifications;
        this.current = current;
    }

    @GET
    @Operation(
            summary = "List the user's notifications, newest first",
            description =
                    "Contains the retained broadcasts for everybody and for the user, and those for a type that the user "
                            + "was listening to.")
    @APIResponse(responseCode = "200", description = "A page; `meta.next` gives the start of the next one.")
    @APIResponse(responseCode = "422", description = "Invalid page.")
    public Notification.Page page(
            @QueryParam("before") @Parameter(description = "Return only notifications before the one with this id.")
                    String before,
            @QueryParam("size")
                    @DefaultValue("50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 500, message = "must be at most 500")
                    @Parameter(description = "The number of entries of a page, at most 500.")
                    int size)
            throws SQLException {
        Optional<EventPosition> place = Optional.ofNullable(before).map(NotificationResource::place);
        return notifications.page(current.viewer(), place, size);
    }

    @POST
    @Path("{id}/read")
    @Operation(
            summary = "Mark a notification as read",
            description = "Applies to this user only, on all of their devices.")
    @APIResponse(responseCode = "204", description = "Marked as read, now or before.")
    @APIResponse(
            responseCode = "404",
            description = "The user was not sent this notification, or it is no longer retained.")
    public void read(@PathParam("id") String id) throws SQLException {
        Optional<EventPosition> place = EventPosition.parse(id);
        if (place.isEmpty() || !notifications.read(current.viewer(), place.get())) {
            throw HttpProblem.valueOf(Status.NOT_FOUND, "There is no such notification.");
        }
    }

    private static EventPosition place(String before) {
        return EventPosition.parse(before)
                .orElseThrow(() ->
                        Violations.problem(List.of(new FieldViolation("before", "must be the id of a notification"))));
    }
}
