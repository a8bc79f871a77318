package dev.fleetcast.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Replaces Quarkus's mapper, which answers in its own format; {@link ProblemRules} adds the detail. */
@Provider
@Priority(Priorities.USER - 1)
public class MismatchedBodyMapper extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException mismatch) {
        return HttpProblem.valueOf(Status.BAD_REQUEST);
    }
}
