package dev.fleetcast.device.event;

import dev.fleetcast.text.WellFormed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an event may contain, whichever way it comes. Each rule returns what is wrong; empty if nothing is. */
public final class EventRules {

    /** The greatest lifetime, in seconds. */
    public static final int MAX_TTL = 16_777_215;

    /** The greatest size of the data, in bytes of UTF-8. */
    public static final int MAX_DATA_BYTES = 16_384;

    /**
     * The greatest size of a shared value, which is published as the data of an event, in bytes of UTF-8.
     */
    public static final int MAX_VALUE_BYTES = 65_536;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/.-]{1,64}");
    private static final Pattern EVENT_ID = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,128}");
    /** Times that every store can keep and every client can read. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private EventRules() {}

    /** The name of an event, which devices, users and gateways choose. */
    public static Optional<String> nameFault(String name) {
        if (name == null || !isName(name)) {
            return Optional.of("must be 1 to 64 characters of A-Z a-z 0-9 _ / . -");
        }
        return isReserved(name) ? Optional.of("must not begin with spark or particle") : Optional.empty();
    }

    /** The data of an event, which may be null. */
    public static Optional<String> dataFault(String data) {
        return dataFault(data, MAX_DATA_BYTES);
    }

    static Optional<String> dataFault(String data, int mostBytes) {
        if (data == null) {
            return Optional.empty();
        }
        if (data.length() > mostBytes || data.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            return Optional.of("must have at most " + mostBytes + " bytes");
        }
        if (data.indexOf('\0') >= 0) {
            return Optional.of("must not contain NUL");
        }
        return WellFormed.isWhole(data) ? Optional.empty() : Optional.of("must not contain half of a character");
    }

    /** The lifetime of an event. */
    public static Optional<String> ttlFault(long ttl) {
        return ttl < 0 || ttl > MAX_TTL ? Optional.of("must be from 0 to " + MAX_TTL) : Optional.empty();
    }

    /** Whether it has the form of a name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("spark") || lower.startsWith("particle");
    }

    static Optional<String> eventIdFault(String eventId) {
        return EVENT_ID.matcher(eventId).matches()
                ? Optional.empty()
                : Optional.of("must be 1 to 128 characters without control characters");
    }

    static Optional<String> timeFault(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? Optional.of("must be between 1970 and 9999")
                : Optional.empty();
    }
}
