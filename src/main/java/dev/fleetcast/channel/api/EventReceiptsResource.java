package dev.fleetcast.channel.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.channel.archive.ArchiveProgress;
import dev.fleetcast.channel.archive.ArchivedLog;
import dev.fleetcast.channel.archive.ArchivedReceipts;
import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.archive.EventReceipt;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the receipts of an event, confirmed and missing. */
@Path("/api/v1/channels/{channel}/events/{id}/receipts")
@RolesAllowed({Roles.PUBLISHER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels")
@Needs(View.CHANNELS)
public class EventReceiptsResource {

    private final ChannelArchive archive;
    private final ArchivedReceipts receipts;
    private final ArchiveProgress progress;

    EventReceiptsResource(ChannelArchive archive, ArchivedReceipts receipts, ArchiveProgress progress) {
        this.archive = archive;
        this.receipts = receipts;
        this.progress = progress;
    }

    /**
     * The receipts of an event.
     *
     * @param data one entry for each device that has confirmed the event or is expected to
     */
    public record EventReceipts(List<EventReceipt> data) {}

    @GET
    @Blocking
    @Operation(
            summary = "List the return receipts of an event",
            description =
                    "Receipts are expected from devices connected at publication, and from those that receive the event in time.")
    @APIResponse(responseCode = "200", description = "The confirmed and the missing receipts.")
    @APIResponse(responseCode = "400", description = "Invalid channel name.")
    @APIResponse(responseCode = "403", description = "The caller is neither a publisher nor an administrator.")
    @APIResponse(responseCode = "404", description = "No event of the channel has this id.")
    @APIResponse(responseCode = "503", description = "Kafka or the database does not respond. Try again.")
    public EventReceipts receipts(@PathParam("channel") String channel, @PathParam("id") String id) {
        ChannelName name = ChannelName.of(channel);
        progress.awaitAll(ArchivedLog.values());
        ChannelEvent event = archive.find(name.value(), id)
                .orElseThrow(() -> HttpProblem.valueOf(Status.NOT_FOUND, "The channel has no event with this id."));
        return new EventReceipts(receipts.of(event));
    }
}
