package dev.fleetcast.stream;

import dev.fleetcast.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/** Tells of a refused token as an error, where the whole request is about one token. */
final class GrantProblems {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private GrantProblems() {}

    /** @return {@code grant} if it is granted */
    static Grant required(Grant grant) {
        if (grant.succeeded()) {
            return grant;
        }
        throw switch (grant.status()) {
            case Grant.UNAUTHORIZED ->
                HttpProblem.builder()
                        .withTitle("Unauthorized")
                        .withStatus(Status.UNAUTHORIZED)
                        .withDetail("the subscription token is invalid or has expired")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
            case Grant.FORBIDDEN ->
                HttpProblem.builder()
                        .withTitle("Forbidden")
                        .withStatus(Status.FORBIDDEN)
                        .withDetail("the subscription token is not yours to use")
                        .build();
            default -> Problems.tooMany("as many streams or subscriptions as allowed are in use", RETRY_AFTER);
        };
    }
}
