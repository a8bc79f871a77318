package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.DeviceTime;
import java.time.DateTimeException;
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
                gps.put("local_time", deviceTime(gps, filedAt).atZone(zone).format(FORMAT));
            }
        }
    }

    /** As live messages show it, even if the clock of the device is wrong and the message is filed under another time. */
    private static Instant deviceTime(ObjectNode gps, Instant filedAt) {
        try {
            return DeviceTime.instant(gps.path("timestamp").textValue());
        } catch (DateTimeException malformed) {
            return filedAt;
        }
    }
}
