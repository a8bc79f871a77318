package dev.fleetcast.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/** The problems more than one feature answers with. */
public final class Problems {

    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private Problems() {}

    /** 503: something the call needs does not answer; worth another try soon. */
    public static HttpProblem unavailable(String detail) {
        return retryable(Status.SERVICE_UNAVAILABLE, detail, RETRY_SOON);
    }

    /** 429: too much of this for now. */
    public static HttpProblem tooMany(String detail, Duration retryAfter) {
        return retryable(Status.TOO_MANY_REQUESTS, detail, retryAfter);
    }

    private static HttpProblem retryable(Status status, String detail, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .build();
    }
}
