package dev.fleetcast.history.replay;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.telemetry.DeviceTime;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Reads what clients want of replays. Problems are 422 and name the field. */
final class ReplayForms {

    private static final int MAX_UNITS = 50;
    private static final double MAX_SPEED = 1_000;

    private ReplayForms() {}

    static ReplayOrder start(String id, ReplayForm form, Duration longest) {
        List<Long> units = form.units();
        if (units == null
                || units.isEmpty()
                || units.size() > MAX_UNITS
                || units.stream().anyMatch(Objects::isNull)) {
            throw invalid("units", "must have 1 to " + MAX_UNITS + " elements");
        }
        Instant from = required("from", form.from());
        Instant to = required("to", form.to());
        if (!from.isBefore(to)) {
            throw invalid("to", "must be after from");
        }
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw invalid("to", "must be at most " + longest + " after from");
        }
        Double speed = speed(form.speed());
        return new ReplayOrder(
                ReplayOrder.Kind.START,
                id,
                units.stream().distinct().toList(),
                from,
                to,
                speed == null ? Double.valueOf(1) : speed,
                duration(form.skipGaps()),
                null,
                null);
    }

    static ReplayOrder change(String id, ReplayForm form) {
        return new ReplayOrder(
                ReplayOrder.Kind.CHANGE,
                id,
                null,
                null,
                null,
                speed(form.speed()),
                null,
                form.paused(),
                time("at", form.at()));
    }

    private static Double speed(Object speed) {
        if (speed == null) {
            return null;
        }
        if (speed.equals("max")) {
            return 0.0;
        }
        double factor = speed instanceof Number number ? number.doubleValue() : 0;
        if (!(factor >= 1 && factor <= MAX_SPEED)) {
            throw invalid("speed", "must be from 1 to 1000, or \"max\"");
        }
        return factor;
    }

    private static Duration duration(String text) {
        try {
            Duration duration = text == null ? null : Duration.parse(text);
            if (duration != null && (duration.isNegative() || duration.isZero())) {
                throw invalid("skip_gaps", "must be positive");
            }
            return duration;
        } catch (DateTimeException malformed) {
            throw invalid("skip_gaps", "must be an ISO 8601 duration such as PT10S");
        }
    }

    private static Instant required(String field, String text) {
        if (text == null) {
            throw invalid(field, "is required");
        }
        return time(field, text);
    }

    private static Instant time(String field, String text) {
        try {
            return text == null ? null : DeviceTime.instant(text);
        } catch (DateTimeException malformed) {
            throw invalid(field, "must be a time with offset such as 2026-02-16T13:51:30Z");
        }
    }

    private static HttpProblem invalid(String field, String message) {
        return Violations.problem(List.of(new FieldViolation(field, message)));
    }
}
