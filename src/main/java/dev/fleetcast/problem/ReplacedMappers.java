package dev.fleetcast.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Mappers that precede those of the libraries; {@link ProblemRules} adds details and headers. */
public final class ReplacedMappers {

    private static final int BEFORE_QUARKUS = Priorities.USER - 1;
    private static final int BEFORE_RESTEASY_PROBLEM = Priorities.USER - 2;

    private ReplacedMappers() {}

    /** A body of another form than the resource takes; Quarkus answers in its own format. */
    @Provider
    @Priority(BEFORE_QUARKUS)
    public static class MismatchedBody extends ExceptionMapperBase<MismatchedInputException> {

        @Override
        protected HttpProblem toProblem(MismatchedInputException mismatch) {
            return HttpProblem.valueOf(Status.BAD_REQUEST);
        }
    }

    /** No login; resteasy-problem 3.21 reads a field that the challenge of Quarkus 3.33 no longer has. */
    @Provider
    @Priority(BEFORE_RESTEASY_PROBLEM)
    public static class NoLogin extends ExceptionMapperBase<UnauthorizedException> {

        @Override
        protected HttpProblem toProblem(UnauthorizedException refused) {
            return HttpProblem.valueOf(Status.UNAUTHORIZED);
        }
    }

    /** An invalid login; see {@link NoLogin}. */
    @Provider
    @Priority(BEFORE_RESTEASY_PROBLEM)
    public static class InvalidLogin extends ExceptionMapperBase<AuthenticationFailedException> {

        @Override
        protected HttpProblem toProblem(AuthenticationFailedException refused) {
            return HttpProblem.valueOf(Status.UNAUTHORIZED);
        }
    }
}
