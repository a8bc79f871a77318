package dev.fleetcast.channel.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.channel.archive.ArchiveProgress;
import dev.fleetcast.channel.archive.ArchivedEvents;
import dev.fleetcast.channel.archive.ArchivedLog;
import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows administrators the retained events of a channel. */
@Path("/admin/events/{channel}")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels")
@Needs(View.CHANNELS)
public class AdminEventsResource {

    private final ChannelArchive archive;
    private final ArchivedEvents events;
    private final ArchiveProgress progress;

    AdminEventsResource(ChannelArchive archive, ArchivedEvents events, ArchiveProgress progress) {
        this.archive = archive;
        this.events = events;
        this.progress = progress;
    }

    @GET
    @Blocking
    @Operation(
            summary = "List the data of all retained events of a channel, oldest first",
            description = "JSON data is embedded as it is, other data as a string.")
    @APIResponse(
            responseCode = "200",
            description = "The data; empty if the channel does not exist.",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class)))
    @APIResponse(responseCode = "400", description = "Invalid channel name.")
    @APIResponse(responseCode = "403", description = "The caller is not an administrator.")
    @APIResponse(responseCode = "503", description = "Kafka or the database does not respond. Try again.")
    public StreamingOutput events(@PathParam("channel") String channel) {
        ChannelName name = ChannelName.of(channel);
        progress.awaitAll(ArchivedLog.EVENTS);
        return new EventBodies(events, name, archive.end());
    }
}
