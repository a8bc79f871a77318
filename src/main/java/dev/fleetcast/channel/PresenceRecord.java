package dev.fleetcast.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.stream.ReplicaId;
import java.util.List;
import java.util.Objects;

/**
 * A feed as all replicas know it; as JSON it is the value of a record of the presence topic, whose key is the feed's id.
 *
 * @param replica where it is open, see {@link ReplicaId}
 * @param channels the logs it follows
 * @param subject who listens, see {@link FeedRequest}; null for somebody who does not say
 * @param since when it began, in milliseconds of the epoch
 * @param requested the id of the last event that the client came with, if any
 * @param from it was given what comes after this position
 * @param joined it was there for events from this position on
 * @param last it had been given everything up to this position when this was written
 * @param lastEvent the id of the last event it had been given by then, else {@code requested}
 * @param left the end of the log when it was over; null while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PresenceRecord(
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

    /** Ids are shown to others: nothing longer, and no line ends, whatever the client came with. */
    private static final int MAX_ID = 1_000;

    PresenceRecord {
        Objects.requireNonNull(new ReplicaId(replica));
        channels = List.copyOf(channels);
        requested = shown(requested);
        lastEvent = shown(lastEvent);
    }

    /** An open feed as it is now. */
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

    /** The same, over. */
    PresenceRecord leftAt(long position) {
        return new PresenceRecord(
                replica, channels, subject, since, requested, from, joined, last, lastEvent, position);
    }

    /** Whether it is over. */
    boolean over() {
        return left != null;
    }

    /** The device that listens; null when it is none. */
    String device() {
        return isDevice(subject) ? subject : null;
    }

    /** Whether a subject is a device: the others have names that no device can have. */
    static boolean isDevice(String subject) {
        return subject != null && subject.indexOf('/') < 0;
    }

    /** Whether a log is a channel: the others have names that no channel can have. */
    static boolean isChannel(String log) {
        return log.indexOf(':') < 0;
    }

    private static String shown(String id) {
        return id == null || id.length() > MAX_ID || !EventText.isOneLine(id) ? null : id;
    }
}
