package dev.fleetcast.registry;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.hibernate.JDBCException;

/** Maps database errors that the checks of a form did not prevent to problems. */
@Provider
public class DatabaseProblems extends ExceptionMapperBase<JDBCException> {

    private static final int CLASS_LENGTH = 2;

    @Override
    protected HttpProblem toProblem(JDBCException failure) {
        String state = failure.getSQLState();
        String kind = state == null || state.length() < CLASS_LENGTH ? "" : state.substring(0, CLASS_LENGTH);
        return switch (kind) {
            case "22" -> HttpProblem.valueOf(Status.BAD_REQUEST, "A value cannot be stored.");
            case "23" -> HttpProblem.valueOf(Status.CONFLICT, "The change conflicts with another entry.");
            default -> HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
        };
    }
}
