package dev.fleetcast.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.StreamClient.Event;

/** What events of a stream say of their messages. */
final class StreamedMessages {

    private StreamedMessages() {}

    /** Whether it is a position of that unit, other than a snapshot. */
    static boolean isLive(Event event, long unit) {
        return event.is("gps")
                && event.data().path("unit_id").asLong() == unit
                && !event.data().has("snapshot");
    }

    /** The message itself, in either envelope. */
    static JsonNode telemetry(Event event) {
        return event.data().has("telemetry")
                ? event.data().path("telemetry")
                : event.data().path("data");
    }

    static double latitude(Event event) {
        return telemetry(event).path("gps").path("latitude").asDouble();
    }
}
