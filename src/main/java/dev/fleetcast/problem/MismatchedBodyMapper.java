package dev.fleetcast.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Takes the place of Quarkus's mapper, which answers with a form of its own; {@link ProblemRules} says what is wrong. */
@Provider
@Priority(Priorities.USER - 1)
public class MismatchedBodyMapper extends ExceptionMapperBase<MismatchedInputException> {

    @Override
    protected HttpProblem toProblem(MismatchedInputException mismatch) {
        return HttpProblem.valueOf(Status.BAD_REQUEST);
    }
}
