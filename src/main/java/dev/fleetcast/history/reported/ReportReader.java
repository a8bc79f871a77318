package dev.fleetcast.history.reported;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.history.trip.Ignition;
import dev.fleetcast.history.trip.MessageDigest;
import dev.fleetcast.history.trip.Movement;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Range;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripReport;
import dev.fleetcast.history.trip.TripSums;
import dev.fleetcast.telemetry.DeviceTime;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads trips from messages of the type {@code trip}. */
public final class ReportReader {

    /** Trips before are not taken: devices send them soon after their end. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final double MAX_KILOMETERS = 1_000_000;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}):([0-5]\\d):([0-5]\\d)");

    private ReportReader() {}

    /**
     * @param filedAt the time under which the message is filed
     * @param assignment see {@link Point#assignment}
     * @return empty for a message of another type, and without the time or place at which the trip began
     */
    public static Optional<Trip> trip(TelemetryMessage message, Instant filedAt, long assignment) {
        JsonNode tree = message.tree();
        if (!message.type().equals("trip")) {
            return Optional.empty();
        }
        Optional<Point> from = point(tree.path("from"), assignment);
        return from.map(begin -> trip(message, filedAt, begin, end(tree, begin, assignment)))
                .filter(trip -> isPlausible(trip, filedAt));
    }

    private static Trip trip(TelemetryMessage message, Instant filedAt, Point from, Point to) {
        JsonNode tree = message.tree();
        boolean active = tree.path("active").asBoolean(false);
        JsonNode discardable = tree.path("discardable");
        return new Trip(
                from,
                to,
                Trip.Began.REPORTED,
                active ? Trip.Ended.NOT_YET : Trip.Ended.REPORTED,
                sums(tree.path("summary"), to.at() - from.at()),
                1,
                new TripReport(
                        filedAt.toEpochMilli(),
                        MessageDigest.of(message.tree()),
                        discardable.isBoolean() ? discardable.booleanValue() : null));
    }

    /** Without an end, as far as its duration says. */
    private static Point end(JsonNode tree, Point from, long assignment) {
        return point(tree.path("to"), assignment)
                .orElseGet(() -> new Point(
                        from.at()
                                + millis(tree.path("summary").path("durations"), "total")
                                        .orElse(0L),
                        from.digest(),
                        from.latitude(),
                        from.longitude(),
                        null,
                        Ignition.UNKNOWN,
                        assignment,
                        null));
    }

    private static boolean isPlausible(Trip trip, Instant filedAt) {
        long filed = filedAt.toEpochMilli();
        return trip.from().at() >= filed - LONGEST.toMillis()
                && trip.from().at() <= trip.to().at()
                && trip.to().at() <= filed + AHEAD.toMillis();
    }

    private static Optional<Point> point(JsonNode message, long assignment) {
        JsonNode gps = message.path("gps");
        String time = gps.path("timestamp").textValue();
        if (time == null || !isDegrees(gps.path("latitude"), 90) || !isDegrees(gps.path("longitude"), 180)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Point(
                    DeviceTime.instant(time).toEpochMilli(),
                    0,
                    gps.path("latitude").doubleValue(),
                    gps.path("longitude").doubleValue(),
                    gps.path("speed").isNumber() ? gps.path("speed").doubleValue() : null,
                    Ignition.UNKNOWN,
                    assignment,
                    null));
        } catch (DateTimeException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isDegrees(JsonNode value, double limit) {
        return value.isNumber() && Math.abs(value.doubleValue()) <= limit;
    }

    /** What the summary says, within the time that the trip took. */
    private static TripSums sums(JsonNode summary, long longest) {
        JsonNode durations = summary.path("durations");
        long idling = Math.min(longest, millis(durations, "idling").orElse(0L));
        long driving = Math.min(longest - idling, millis(durations, "driving").orElse(longest - idling));
        long speeding = Math.min(driving, millis(durations, "speeding").orElse(0L));
        JsonNode distances = summary.path("distances");
        long millimeters = millimeters(summary.path("gps").path("distance_km"));
        long speedingMillimeters = Math.min(
                millimeters,
                millimeters(distances.has("speeding_km") ? distances.path("speeding_km") : distances.path("speeding")));
        JsonNode speed = summary.path("gps").path("speed");
        double max = Math.max(0, speed.path("max").asDouble(0));
        Movement movement = new Movement(driving, idling, millimeters, speeding, speedingMillimeters, max);
        return new TripSums(
                movement,
                range(speed),
                range(summary.path("gps").path("satellites")),
                null,
                new TreeMap<>(),
                new TreeMap<>(),
                millimeters(summary.path("furthest_point")) / 1_000);
    }

    private static Range range(JsonNode told) {
        boolean complete = told.path("min").isNumber()
                && told.path("max").isNumber()
                && told.path("avg").isNumber();
        return complete
                ? new Range(
                        told.path("min").doubleValue(),
                        told.path("max").doubleValue(),
                        told.path("avg").doubleValue(),
                        1)
                : null;
    }

    private static long millimeters(JsonNode kilometers) {
        double told = kilometers.asDouble(0);
        return told > 0 && told <= MAX_KILOMETERS ? Math.round(told * 1_000_000) : 0;
    }

    /** Reads {@code driving_secs}, or {@code driving} as hours, minutes and seconds. */
    private static Optional<Long> millis(JsonNode durations, String name) {
        JsonNode seconds = durations.path(name + "_secs");
        if (seconds.isNumber() && seconds.doubleValue() >= 0 && seconds.doubleValue() <= LONGEST.toSeconds()) {
            return Optional.of(Math.round(seconds.doubleValue() * 1_000));
        }
        Matcher text = DURATION.matcher(durations.path(name).asText());
        if (!text.matches()) {
            return Optional.empty();
        }
        long minutes = Long.parseLong(text.group(1)) * 60 + Long.parseLong(text.group(2));
        return Optional.of((minutes * 60 + Long.parseLong(text.group(3))) * 1_000);
    }
}
