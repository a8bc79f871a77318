package dev.fleetcast.stream.api;

import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.spi.TokenResult;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/** Turns a refused token into an error, for requests with a single token. */
final class GrantProblems {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private GrantProblems() {}

    /** @return {@code grant} if it succeeded */
    static TokenResult required(TokenResult grant) {
        if (grant.succeeded()) {
            return grant;
        }
        throw switch (grant.status()) {
            case TokenResult.UNAUTHORIZED ->
                HttpProblem.builder()
                        .withTitle("Unauthorized")
                        .withStatus(Status.UNAUTHORIZED)
                        .withDetail("The subscription token is invalid or has expired. Request a new one.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
            case TokenResult.FORBIDDEN ->
                HttpProblem.builder()
                        .withTitle("Forbidden")
                        .withStatus(Status.FORBIDDEN)
                        .withDetail("The token belongs to another user, or you may no longer see its unit.")
                        .build();
            default -> Problems.tooMany("Too many streams or subscriptions. Close some first.", RETRY_AFTER);
        };
    }
}
