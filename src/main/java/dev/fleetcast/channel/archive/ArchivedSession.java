package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.EventText;
import java.util.List;

/**
 * A record of the presence topic: the part of the log that a feed has listened to.
 *
 * @param subject the listener, or null if anonymous
 * @param since when it began, in milliseconds since the epoch
 * @param from the position after which events were delivered
 * @param joined the position from which the listener was connected when events were published
 * @param last the position up to which everything was delivered
 * @param left the position at which it ended, or null while it is open
 */
public record ArchivedSession(
        List<String> channels, String subject, long since, long from, long joined, long last, Long left) {

    /** Longer subjects would not fit into the index. */
    private static final int MAX_SUBJECT = 500;

    private static final int MAX_CHANNELS = 1_000;

    /**
     * Returns the session as ended, for a replica that reports nothing more: the listener was connected for what was
     * delivered.
     */
    ArchivedSession over() {
        return left == null
                ? new ArchivedSession(channels, subject, since, from, joined, last, Math.max(last + 1, joined))
                : this;
    }

    /** Whether the database accepts it. */
    boolean isStorable() {
        return channels != null
                && channels.size() <= MAX_CHANNELS
                && channels.stream().allMatch(channel -> channel != null && EventText.isOneLine(channel))
                && (subject == null || (subject.length() <= MAX_SUBJECT && EventText.isOneLine(subject)));
    }
}
