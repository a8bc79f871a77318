package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The local times of past messages. */
final class LocalTimes {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    private LocalTimes() {}

    /** Adds the zone and the local time of a message that has a device time, unless its sender has. */
    static void add(ObjectNode message, Instant filedAt, ZoneId zone) {
        if (message.get("gps") instanceof ObjectNode gps
                && gps.path("timestamp").isTextual()) {
            if (!gps.hasNonNull("timezone")) {
                gps.put("timezone", zone.getId());
            }
            if (!gps.hasNonNull("local_time")) {
                gps.put("local_time", filedAt.atZone(zone).format(FORMAT));
            }
        }
    }
}
