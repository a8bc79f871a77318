package dev.fleetcast.demo.replay;

import static dev.fleetcast.demo.replay.GpsMessage.rounded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** Writes the message that a device reports at the end of a trip. */
final class TripMessage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TripMessage() {}

    /**
     * @param at when the bus came to rest
     * @param start when the trip began
     * @param from the message sent at its start
     * @param to the message sent at its end
     */
    static ObjectNode of(
            Device device, Instant at, Instant start, ObjectNode from, ObjectNode to, TripSamples samples) {
        ObjectNode message = device.message("trip", at).put("stationary_from", at.toString());
        message.set("from", from);
        message.set("to", to);
        message.put("active", false).put("discardable", samples.kilometers() < 0.1);
        message.set("summary", summary(start, samples));
        return message;
    }

    private static ObjectNode summary(Instant start, TripSamples samples) {
        ObjectNode summary = JSON.objectNode();
        ObjectNode gps = summary.putObject("gps").put("distance_km", rounded(samples.kilometers(), 2));
        var speeds = samples.speedsKmh();
        gps.set("speed", range(speeds.getMin(), speeds.getMax(), speeds.getAverage()));
        gps.set("satellites", range(8, 13, 10.5));
        summary.putObject("gsm").set("signal_str", range(60, 94, 77));
        ArrayNode events = summary.putArray("events");
        samples.happenings()
                .forEach((code, count) -> events.addArray().add(code).add(count));
        summary.set("durations", durations(start, samples));
        summary.putObject("distances").put("total", rounded(samples.kilometers(), 2));
        summary.putArray("sensor_ranges").add(range(27.9, 27.9, 27.9).put("name", "ebat_volts"));
        summary.put("furthest_point", rounded(samples.furthestKilometers(), 2));
        return summary;
    }

    private static ObjectNode durations(Instant start, TripSamples samples) {
        ObjectNode durations = JSON.objectNode();
        put(durations, "total", samples.seconds(motion -> true));
        put(durations, "driving", samples.seconds(motion -> motion.kind() == Leg.Kind.DRIVING));
        put(durations, "idling", samples.seconds(motion -> motion.kind() == Leg.Kind.STANDING));
        put(durations, "engine", samples.seconds(Motion::ignition));
        put(durations, "speeding", samples.seconds(Observation::isSpeeding));
        return durations.put("trip_start", start.toString());
    }

    private static void put(ObjectNode durations, String name, long seconds) {
        durations
                .put(
                        name,
                        String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60))
                .put(name + "_secs", seconds);
    }

    private static ObjectNode range(double min, double max, double avg) {
        return JSON.objectNode()
                .put("min", rounded(min, 1))
                .put("max", rounded(max, 1))
                .put("avg", rounded(avg, 1));
    }
}
