package dev.fleetcast.channel.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.presence.Presence;
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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the devices on a channel. */
@Path("/api/v1/channels/{channel}/presence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PUBLISHER, Roles.ADMIN})
@Blocking
@Tag(name = "Channels")
@Needs({View.CHANNELS, View.REPLICAS})
public class PresenceResource {

    private final Presence presence;
    private final LatestReceipts feedback;

    /**
     * A device on the channel.
     *
     * @param since when the oldest of its connections began
     * @param connections the number of its connections
     * @param lastEvent the id of the last event it received, or sent when connecting; null without one
     * @param lastFeedback its newest receipt; null without one
     */
    public record OnChannel(
            String device,
            Instant since,
            int connections,
            @Schema(nullable = true) String lastEvent,
            @Schema(nullable = true) LastFeedback lastFeedback) {}

    /** A receipt: the event, the status, and when it was given. */
    public record LastFeedback(String eventId, String status, Instant at) {}

    /** All devices on the channel, sorted by label. */
    @Schema(name = "ChannelPresence")
    public record Answer(List<OnChannel> data) {}

    PresenceResource(Presence presence, LatestReceipts feedback) {
        this.presence = presence;
        this.feedback = feedback;
    }

    @GET
    @Operation(
            summary = "List the devices on a channel",
            description = "The devices that follow the channel, on all replicas; accurate within ten seconds.")
    @APIResponse(responseCode = "200", description = "The devices, sorted by label.")
    @APIResponse(responseCode = "400", description = "Invalid channel name.")
    public Answer present(@PathParam("channel") String channel) {
        String name = ChannelName.of(channel).value();
        List<PresentDevice> devices = presence.devices(name);
        Map<String, Receipt> receipts =
                feedback.of(name, devices.stream().map(PresentDevice::device).toList());
        return new Answer(devices.stream()
                .map(device -> onChannel(device, receipts.get(device.device())))
                .toList());
    }

    private static OnChannel onChannel(PresentDevice device, Receipt receipt) {
        return new OnChannel(
                device.device(),
                Instant.ofEpochMilli(device.since()),
                device.connections(),
                device.lastEvent(),
                receipt == null ? null : new LastFeedback(receipt.eventId(), receipt.status(), receipt.at()));
    }
}
