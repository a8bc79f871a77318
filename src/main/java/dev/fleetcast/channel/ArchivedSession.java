package dev.fleetcast.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A record of the presence topic: where in the log somebody has been listening.
 *
 * @param subject who, or null for somebody who does not say
 * @param since when it began, in milliseconds of the epoch
 * @param from what comes after this position was given
 * @param joined from this position on the listener was there when events came
 * @param last everything up to this position has been given
 * @param left the position at which it ended, or null while it goes on
 */
record ArchivedSession(
        List<String> channels, String subject, long since, long from, long joined, long last, Long left) {

    /** Longer ones would not fit into the index. */
    private static final int MAX_SUBJECT = 500;

    private static final int MAX_CHANNELS = 1_000;

    /** Empty when the value is no session. */
    static Optional<ArchivedSession> read(byte[] value, ObjectMapper json) {
        try {
            return Optional.ofNullable(json.readValue(value, ArchivedSession.class))
                    .filter(ArchivedSession::isStorable);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** As it is when its replica says nothing more of it: it was there for what it is known to have been given. */
    ArchivedSession over() {
        return left == null
                ? new ArchivedSession(channels, subject, since, from, joined, last, Math.max(last + 1, joined))
                : this;
    }

    private boolean isStorable() {
        return channels != null
                && channels.size() <= MAX_CHANNELS
                && channels.stream().allMatch(channel -> channel != null && EventText.isOneLine(channel))
                && (subject == null || (subject.length() <= MAX_SUBJECT && EventText.isOneLine(subject)));
    }
}
