package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.log.ChannelEvent;
import java.util.List;

/**
 * Chooses the ids of a feed's events. A publisher's id is unique within its channel only: if another channel of the
 * feed has an event with the same id, the feed uses the event's position, or the id could not be resolved on reconnect.
 */
final class FeedIds {

    private final List<String> channels;
    private final FeedSource source;

    FeedIds(List<String> channels, FeedSource source) {
        this.channels = channels;
        this.source = source;
    }

    /** The event's id on this feed. */
    String of(ChannelEvent event) {
        return event.content().id() != null && isElsewhere(event) ? event.positionId() : event.id();
    }

    private boolean isElsewhere(ChannelEvent event) {
        return channels.size() > 1
                && channels.stream()
                        .anyMatch(other -> !other.equals(event.channel())
                                && source.hasRecent(other, event.content().id()));
    }
}
