package dev.fleetcast.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * A failure as reported to a client where no HTTP response can carry problem details.
 *
 * @param status the status that an HTTP response would have
 * @param title the kind of problem
 * @param detail what is wrong, and what to do
 * @param members further members, such as {@code violations}
 */
public record Refusal(int status, String title, String detail, Map<String, Object> members) {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private Refusal(int status, String detail) {
        this(status, HttpResponseStatus.valueOf(status).reasonPhrase(), detail, Map.of());
    }

    /** Describes the failure; logs it if it is an internal error. */
    public static Refusal of(Throwable failure) {
        if (failure instanceof HttpProblem problem) {
            return new Refusal(
                    problem.getStatusCode(), problem.getTitle(), problem.getDetail(), problem.getParameters());
        }
        if (failure instanceof AuthenticationFailedException) {
            return new Refusal(401, "The login is not valid.");
        }
        if (failure instanceof UnauthorizedException) {
            return new Refusal(401, "A login is required.");
        }
        if (failure instanceof ForbiddenException) {
            return new Refusal(403, failure.getMessage());
        }
        if (failure instanceof WebApplicationException refused) {
            return new Refusal(refused.getResponse().getStatus(), refused.getMessage());
        }
        return Outages.behind(failure).map(outage -> new Refusal(503, outage)).orElseGet(() -> {
            LOG.error("Unexpected failure", failure);
            return new Refusal(500, "Internal error. The server log has the details.");
        });
    }
}
