package dev.fleetcast.history.trip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads points from messages. */
public final class PointReader {

    /** Their fields are about other messages. */
    private static final Set<String> SUMMARIES = Set.of("trip", "daily", "weekly", "monthly");

    private static final String IGNITION = "ignition";
    /** The bounds of what a trip counts and sums up: a message may contain any number of names. */
    private static final int MAX_NAMES = 32;

    private static final int MAX_NAME_LENGTH = 64;

    private PointReader() {}

    /**
     * @param at the device time; the caller has found it plausible
     * @param assignment see {@link Point#assignment}
     * @return empty if the message has no valid position
     */
    public static Optional<Point> point(TelemetryMessage message, Instant at, long assignment) {
        ObjectNode tree = message.tree();
        if (!message.hasPosition() || !tree.path("valid").asBoolean(true) || SUMMARIES.contains(message.type())) {
            return Optional.empty();
        }
        JsonNode gps = tree.path("gps");
        List<String> events = events(tree.path("events"));
        return Optional.of(new Point(
                at.toEpochMilli(),
                MessageDigest.of(tree),
                gps.path("latitude").doubleValue(),
                gps.path("longitude").doubleValue(),
                number(gps.path("speed")),
                ignition(tree.path("sensors"), events),
                assignment,
                new Readings(
                        number(gps.path("satellites")),
                        number(tree.path("gsm").path(0).path("signal_str")),
                        events.subList(0, Math.min(events.size(), MAX_NAMES)),
                        sensors(tree.path("sensors")))));
    }

    /** Like the other method, of a message that is filed under that time; empty if that is not its device time. */
    public static Optional<Point> filed(TelemetryMessage message, Instant filedAt, long assignment) {
        return message.fixTime()
                        .filter(time -> time.toEpochMilli() == filedAt.toEpochMilli())
                        .isPresent()
                ? point(message, filedAt, assignment)
                : Optional.empty();
    }

    private static Ignition ignition(JsonNode sensors, List<String> events) {
        Ignition found = Ignition.UNKNOWN;
        for (String code : events) {
            found = Ignition.ofEvent(code).orElse(found);
        }
        for (JsonNode sensor : sensors) {
            if (sensor.path(0).asText().equals(IGNITION) && sensor.path(1).isTextual()) {
                Ignition reported = Ignition.ofSensor(sensor.path(1).textValue());
                found = reported == Ignition.UNKNOWN ? found : reported;
            }
        }
        return found;
    }

    private static List<String> events(JsonNode events) {
        List<String> codes = new ArrayList<>();
        for (JsonNode event : events) {
            String code = event.path(0).textValue();
            if (code != null && code.length() <= MAX_NAME_LENGTH) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static Map<String, Double> sensors(JsonNode sensors) {
        Map<String, Double> numbers = new HashMap<>();
        for (JsonNode sensor : sensors) {
            String name = sensor.path(0).textValue();
            Double value = number(sensor.path(1));
            if (name != null && name.length() <= MAX_NAME_LENGTH && value != null && numbers.size() < MAX_NAMES) {
                numbers.put(name, value);
            }
        }
        return numbers;
    }

    /** Returns null for anything but a number of ordinary size. */
    private static Double number(JsonNode node) {
        double value = node.doubleValue();
        return node.isNumber() && Double.isFinite(value) ? value : null;
    }
}
