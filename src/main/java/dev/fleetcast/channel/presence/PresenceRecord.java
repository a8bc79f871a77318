package dev.fleetcast.channel.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.channel.feed.Feed;
import dev.fleetcast.channel.feed.FeedRequest;
import dev.fleetcast.channel.log.EventText;
import dev.fleetcast.replica.ReplicaId;
import java.util.List;
import java.util.Objects;

/**
 * The state of a feed as shared among replicas; its JSON form is the value of a record of the presence topic, whose key
 * is the feed's id.
 *
 * @param replica the replica where it is open, see {@link ReplicaId}
 * @param channels the logs it follows
 * @param subject the listener, see {@link FeedRequest}; null if anonymous
 * @param since when it began, in milliseconds since the epoch
 * @param requested the id of the last event that the client sent, if any
 * @param from the position after which events were delivered
 * @param joined the position from which it was connected when events were published
 * @param last the position up to which everything was delivered when this was written
 * @param lastEvent the id of the last event delivered by then, else {@code requested}
 * @param left the end of the log when the feed ended; null while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PresenceRecord(
        String replica,
        List<String> channels,
        String subject,
        long since,
        String requested,
        long from,
        long joined,
        long last,
        String lastEvent,
        Long left) {

    /** Ids are shown to other clients: longer ones, and those with line endings, are dropped. */
    private static final int MAX_ID = 1_000;

    public PresenceRecord {
        Objects.requireNonNull(new ReplicaId(replica));
        channels = List.copyOf(channels);
        requested = shown(requested);
        lastEvent = shown(lastEvent);
    }

    /** The current state of an open feed. */
    static PresenceRecord of(Feed feed, ReplicaId replica) {
        FeedRequest request = feed.request();
        return new PresenceRecord(
                replica.value(),
                request.channels(),
                request.subject(),
                feed.since(),
                request.lastEventId().orElse(null),
                feed.from(),
                feed.joined(),
                feed.last(),
                feed.lastEventId(),
                null);
    }

    /** A copy that has ended. */
    PresenceRecord leftAt(long position) {
        return new PresenceRecord(
                replica, channels, subject, since, requested, from, joined, last, lastEvent, position);
    }

    /** True if the feed has ended. */
    boolean over() {
        return left != null;
    }

    /** The device that listens; null if the subject is not a device. */
    String device() {
        return FeedRequest.isDevice(subject) ? subject : null;
    }

    /** True if the log is a channel: other logs have names that no channel can have. */
    static boolean isChannel(String log) {
        return log.indexOf(':') < 0;
    }

    private static String shown(String id) {
        return id == null || id.length() > MAX_ID || !EventText.isOneLine(id) ? null : id;
    }
}
