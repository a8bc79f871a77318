package dev.fleetcast.channel;

import java.util.List;

/**
 * The ids of a feed's events. A publisher's id is new within its channel only: where another channel of the feed has an event
 * of the same id, the feed names the event by its position, or a client that comes back with the id could not be placed.
 */
final class FeedIds {

    private final List<String> channels;
    private final FeedSource source;

    FeedIds(List<String> channels, FeedSource source) {
        this.channels = channels;
        this.source = source;
    }

    /** The id under which the feed shows the event. */
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
