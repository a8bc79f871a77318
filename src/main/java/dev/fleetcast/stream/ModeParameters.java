package dev.fleetcast.stream;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** Reads the delivery mode a client asks for. */
final class ModeParameters {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
    private static final int UNPROCESSABLE = 422;

    private ModeParameters() {}

    /**
     * @param mode {@code every}, {@code latest}, or null for the former
     * @param interval an ISO 8601 duration, or null for a second
     * @throws HttpProblem 422 naming the wrong one
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
        return HttpProblem.builder()
                .withTitle("Unprocessable Entity")
                .withStatus(UNPROCESSABLE)
                .withDetail(field + " " + message)
                .with("violations", List.of(Map.of("field", field, "message", message)))
                .build();
    }
}
