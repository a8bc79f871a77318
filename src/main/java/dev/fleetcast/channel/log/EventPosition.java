package dev.fleetcast.channel.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event without a publisher's id: its time and position in the log. It means the same on every replica and
 * stays usable for resuming after the event has expired.
 *
 * @param position its position in the log
 * @param at Kafka's time of the event, in milliseconds since the epoch
 */
public record EventPosition(long position, long at) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})~(\\d{1,18})");

    /** Parses an id of this form; empty for any other. */
    public static Optional<EventPosition> parse(String id) {
        Matcher parts = FORM.matcher(id);
        return parts.matches()
                ? Optional.of(new EventPosition(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(1))))
                : Optional.empty();
    }

    /** The id as text. */
    public String id() {
        return at + "~" + position;
    }
}
