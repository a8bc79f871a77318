package dev.fleetcast.channel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetcast.access.Roles;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.presence.Presence;
import dev.fleetcast.channel.presence.PresenceRecord;
import dev.fleetcast.channel.presence.PresentDevice;
import dev.fleetcast.channel.receipt.LatestReceipts;
import dev.fleetcast.channel.receipt.Receipt;
import dev.fleetcast.knowledge.Needs;
import dev.fleetcast.knowledge.View;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows operators connections and devices; the numbers cover all replicas and are accurate within ten seconds. */
@Path("/admin")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Blocking
@Tag(name = "Channels")
@Needs({View.CHANNELS, View.REPLICAS})
public class PresenceAdminResource {

    private static final String TOTAL = "total number";

    private final Presence presence;
    private final LatestReceipts feedback;

    /**
     * The newest operation of a device.
     *
     * @param op {@code feed}: it began to follow the channel; {@code feedback}: it confirmed an event
     * @param at when
     * @param lastEventId the id it connected with, or null; for feedback the id of the confirmed event
     */
    public record Operated(
            String op,
            Instant at,

            @Schema(nullable = true) @JsonProperty("Last-Event-Id")
            String lastEventId) {}

    PresenceAdminResource(Presence presence, LatestReceipts feedback) {
        this.presence = presence;
        this.feedback = feedback;
    }

    @GET
    @Path("connections")
    @Operation(
            summary = "Show the number of connections of each channel",
            description = "A connection that follows several channels counts for each of them, and once in the total.")
    @APIResponse(responseCode = "200", description = "Numbers by channel, and the total number.")
    public Map<String, Integer> connections() {
        Map<String, Integer> numbers = new LinkedHashMap<>(presence.connectionsByChannel());
        // Not a valid channel name.
        numbers.put(TOTAL, presence.connections());
        return numbers;
    }

    @GET
    @Path("devices/{channel}")
    @Operation(
            summary = "Show the newest operation of each device on a channel",
            description =
                    "An operation is the start of a feed or the confirmation of an event. Covers connected devices only.")
    @APIResponse(responseCode = "200", description = "The newest operation of each device that follows the channel.")
    @APIResponse(responseCode = "400", description = "Invalid channel name.")
    public Map<String, Operated> devices(@PathParam("channel") String channel) {
        String name = ChannelName.of(channel).value();
        List<PresentDevice> devices = presence.devices(name);
        Map<String, Receipt> receipts =
                feedback.of(name, devices.stream().map(PresentDevice::device).toList());
        Map<String, Operated> newest = new LinkedHashMap<>();
        devices.forEach(device -> newest.put(device.device(), newest(device.newest(), receipts.get(device.device()))));
        return newest;
    }

    private static Operated newest(PresenceRecord feed, Receipt receipt) {
        return receipt == null || receipt.at().toEpochMilli() < feed.since()
                ? new Operated("feed", Instant.ofEpochMilli(feed.since()), feed.requested())
                : new Operated("feedback", receipt.at(), receipt.eventId());
    }
}
