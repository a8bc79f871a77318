package dev.fleetcast.registry;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.Log;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.hibernate.JDBCException;

/** What a client is told when the database refuses or does not answer. */
@Provider
public class DatabaseProblems extends ExceptionMapperBase<JDBCException> {

    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    protected HttpProblem toProblem(JDBCException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("23")) {
            return HttpProblem.valueOf(Status.CONFLICT, "Another entry stands in the way of this change.");
        }
        if (state.startsWith("22")) {
            return HttpProblem.valueOf(Status.BAD_REQUEST, "A value cannot be stored.");
        }
        if (state.startsWith("42")) {
            Log.error("A statement does not fit the database", failure);
            return HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
        }
        return HttpProblem.builder()
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withDetail("The registry's database does not answer at the moment.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
