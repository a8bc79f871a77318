package dev.fleetcast.stream.api;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.stream.event.DeliveryMode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Parses the delivery mode of a request. */
final class ModeParameters {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);

    private ModeParameters() {}

    /**
     * @param mode {@code every}, {@code latest}, or null for {@code every}
     * @param interval an ISO 8601 duration, or null for one second
     * @throws HttpProblem 422 naming the invalid parameter
     */
    static DeliveryMode mode(String mode, String interval) {
        if (mode == null || mode.equals("every")) {
            return DeliveryMode.EVERY;
        }
        if (!mode.equals("latest")) {
            throw invalid("mode", "must be every or latest");
        }
        try {
            return DeliveryMode.latest(interval == null ? USUAL_INTERVAL : Duration.parse(interval));
        } catch (DateTimeParseException | IllegalArgumentException wrong) {
            throw invalid("interval", "must be an ISO 8601 duration between PT0.1S and PT1H");
        }
    }

    private static HttpProblem invalid(String field, String message) {
        return Violations.problem(List.of(new FieldViolation(field, message)));
    }
}
