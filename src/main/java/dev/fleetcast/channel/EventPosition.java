package dev.fleetcast.channel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event whose publisher gave none: the time and the place in the log, which mean the same on every replica, and
 * still say where to go on when the event itself is no longer kept.
 *
 * @param position its place in the log
 * @param at Kafka's time of it, in milliseconds of the epoch
 */
public record EventPosition(long position, long at) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})~(\\d{1,18})");

    /** Reads an id of this form; empty for any other. */
    public static Optional<EventPosition> parse(String id) {
        Matcher parts = FORM.matcher(id);
        return parts.matches()
                ? Optional.of(new EventPosition(Long.parseLong(parts.group(2)), Long.parseLong(parts.group(1))))
                : Optional.empty();
    }

    /** The id itself. */
    public String id() {
        return at + "~" + position;
    }
}
