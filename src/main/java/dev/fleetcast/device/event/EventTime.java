package dev.fleetcast.device.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as devices and their servers see them: in UTC, always with three decimals. */
public final class EventTime {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventTime() {}

    public static String text(Instant time) {
        return MILLIS.format(time);
    }
}
