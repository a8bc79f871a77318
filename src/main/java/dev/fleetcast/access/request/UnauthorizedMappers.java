package dev.fleetcast.access.request;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Replace the mappers of resteasy-problem 3.21, which read a field of the challenge that Quarkus 3.33 no longer has;
 * {@code ProblemRules} adds the detail and the challenge.
 */
public final class UnauthorizedMappers {

    private static final int BEFORE_THE_LIBRARY = Priorities.USER - 2;

    private UnauthorizedMappers() {}

    /** A request without a login, where one is required. */
    @Provider
    @Priority(BEFORE_THE_LIBRARY)
    public static class NoLogin extends ExceptionMapperBase<UnauthorizedException> {

        @Override
        protected HttpProblem toProblem(UnauthorizedException refused) {
            return HttpProblem.valueOf(Status.UNAUTHORIZED);
        }
    }

    /** A request whose login is not valid. */
    @Provider
    @Priority(BEFORE_THE_LIBRARY)
    public static class InvalidLogin extends ExceptionMapperBase<AuthenticationFailedException> {

        @Override
        protected HttpProblem toProblem(AuthenticationFailedException refused) {
            return HttpProblem.valueOf(Status.UNAUTHORIZED);
        }
    }
}
