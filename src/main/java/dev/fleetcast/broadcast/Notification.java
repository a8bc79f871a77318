package dev.fleetcast.broadcast;

import dev.fleetcast.channel.ChannelEvent;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A broadcast as a user reads it again.
 *
 * @param id the SSE id of the event
 * @param type its type, or null
 * @param at when it was said
 * @param read whether the user has said to have read it
 */
record Notification(String id, String content, String type, Instant at, boolean read) {

    static Notification of(ChannelEvent event, boolean read) {
        return new Notification(
                event.positionId(),
                event.content().data(),
                event.content().event(),
                Instant.ofEpochMilli(event.at()),
                read);
    }

    /**
     * A part of what a user has been sent.
     *
     * @param data newest first
     */
    @Schema(name = "Notifications")
    record Page(List<Notification> data, Meta meta) {}

    /**
     * Where it goes on.
     *
     * @param next the {@code before} of the next page; null on the last one
     */
    @Schema(name = "NextNotifications")
    record Meta(String next) {}
}
