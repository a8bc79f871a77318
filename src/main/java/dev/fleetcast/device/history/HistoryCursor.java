package dev.fleetcast.device.history;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place after an entry, in the order of its time and then of its number.
 *
 * @param millis the time, since the epoch
 * @param first the number, or its first part
 * @param second the other part; zero for a place of one part
 */
record HistoryCursor(long millis, long first, long second) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})_([0-9]{1,18})_([0-9]{1,18})");

    static Optional<HistoryCursor> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new HistoryCursor(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    String text() {
        return millis + "_" + first + '_' + second;
    }
}
