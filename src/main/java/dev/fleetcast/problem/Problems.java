package dev.fleetcast.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;

/** Problems shared by several features. */
public final class Problems {

    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private Problems() {}

    /** 503: a service required by the call does not respond; a retry may soon succeed. */
    public static HttpProblem unavailable(String detail) {
        return retryable(Status.SERVICE_UNAVAILABLE, detail, RETRY_SOON);
    }

    /** 429: the caller exceeds a limit for now. */
    public static HttpProblem tooMany(String detail, Duration retryAfter) {
        return retryable(Status.TOO_MANY_REQUESTS, detail, retryAfter);
    }

    /** 403: the caller has none of these roles. */
    public static HttpProblem roleRequired(List<String> roles) {
        return HttpProblem.builder()
                .withType(ProblemType.ROLE_REQUIRED.uri())
                .withStatus(Status.FORBIDDEN)
                .withTitle(Status.FORBIDDEN.getReasonPhrase())
                .withDetail("The call requires the role " + String.join(" or ", roles) + ".")
                .with("required_roles", roles)
                .build();
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
