package dev.fleetcast.broadcast;

import dev.fleetcast.channel.log.ChannelEvent;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A broadcast in a user's history.
 *
 * @param id the SSE id of the event
 * @param type its type, or null
 * @param at when it was published
 * @param read whether the user marked it as read
 */
record Notification(
        String id, String content, @Schema(nullable = true) String type, Instant at, boolean read) {

    static Notification of(ChannelEvent event, boolean read) {
        return new Notification(
                event.positionId(),
                event.content().data(),
                event.content().event(),
                Instant.ofEpochMilli(event.at()),
                read);
    }

    /**
     * A page of the broadcasts sent to a user.
     *
     * @param data newest first
     */
    @Schema(name = "Notifications")
    record Page(List<Notification> data, Meta meta) {}

    /**
     * The link to the next page.
     *
     * @param next the {@code before} of the next page; null on the last one
     */
    @Schema(name = "NextNotifications")
    record Meta(@Schema(nullable = true) String next) {}
}
