package dev.fleetcast.stream.event;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * The part of a unit's feed that a subscription receives.
 *
 * @param interval null for every message; otherwise at most one position per interval, the newest
 * @param filter what must hold for a message; null for all messages
 */
public record DeliveryMode(Duration interval, Filter filter) {

    public static final DeliveryMode EVERY = new DeliveryMode(null, null);
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
    static final Duration SHORTEST = Duration.ofMillis(100);
    public static final Duration LONGEST = Duration.ofHours(1);

    public DeliveryMode {
        if (interval != null && (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("interval must be between " + SHORTEST + " and " + LONGEST);
        }
    }

    /** The newest position per {@code interval}; messages with events and other message types are always sent. */
    public static DeliveryMode latest(Duration interval) {
        return new DeliveryMode(interval, null);
    }

    /** The same with another filter, or without one if it is null. */
    public DeliveryMode with(Filter other) {
        return new DeliveryMode(interval, other);
    }

    /** The mode with that interval in milliseconds and that filter, each of which may be null. */
    public static DeliveryMode of(Long intervalMillis, Filter filter) {
        return new DeliveryMode(intervalMillis == null ? null : Duration.ofMillis(intervalMillis), filter);
    }

    /** The interval of {@code latest} in milliseconds; null for every message. */
    public Long intervalMillis() {
        return interval == null ? null : interval.toMillis();
    }

    public boolean isLatest() {
        return interval != null;
    }

    /**
     * Parses the delivery mode of a request.
     *
     * @param mode {@code every}, {@code latest}, or null for {@code every}
     * @param interval an ISO 8601 duration, or null for one second
     * @param filter a condition, see {@link Filter#parse}; null for all messages
     * @throws HttpProblem 422 naming the invalid parameter
     */
    public static DeliveryMode parse(String mode, String interval, String filter) {
        return parse(mode, interval).with(Filter.parse(filter));
    }

    private static DeliveryMode parse(String mode, String interval) {
        if (mode == null || mode.equals("every")) {
            return EVERY;
        }
        if (!mode.equals("latest")) {
            throw invalid("mode", "must be every or latest");
        }
        try {
            return latest(interval == null ? USUAL_INTERVAL : Duration.parse(interval));
        } catch (DateTimeParseException | IllegalArgumentException wrong) {
            throw invalid("interval", "must be an ISO 8601 duration between PT0.1S and PT1H");
        }
    }

    private static HttpProblem invalid(String field, String message) {
        return Violations.problem(List.of(new FieldViolation(field, message)));
    }
}
