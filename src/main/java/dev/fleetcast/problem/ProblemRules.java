package dev.fleetcast.problem;

import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.InstanceUtils;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Completes every problem before it is sent: all members of RFC 9457, no internals, no credentials, 503 for an outage.
 * Logs only internal errors.
 */
@ApplicationScoped
class ProblemRules implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemRules.class);

    private final CurrentVertxRequest current;
    private final Routes routes;

    ProblemRules(CurrentVertxRequest current, Routes routes) {
        this.current = current;
        this.routes = routes;
    }

    /** The extension's registry outlives the application if several run in one JVM, as in dev mode and tests. */
    void leaveNothingBehind(@Observes ShutdownEvent stopping) {
        ExceptionMapperBase.postProcessorsRegistry.reset();
    }

    /** Before the extension's own processors. */
    @Override
    public int priority() {
        return 1_000;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        String path = MaskedPath.of(path(context));
        HttpProblem meant = meant(problem, context.cause, path);
        String detail = detail(meant, context.cause);
        HttpProblem.Builder complete = HttpProblem.builder(meant)
                .withType(
                        meant.getType() == null
                                ? ProblemType.of(meant.getStatusCode()).uri()
                                : meant.getType())
                .withDetail(detail)
                .withInstance(InstanceUtils.pathToInstance(path));
        DeviceApiErrors.of(path, meant.getStatusCode(), meant.getParameters(), detail).entrySet().stream()
                .filter(member -> !meant.getParameters().containsKey(member.getKey()))
                .forEach(member -> complete.with(member.getKey(), member.getValue()));
        return complete.build();
    }

    private HttpProblem meant(HttpProblem problem, Throwable cause, String path) {
        if (problem instanceof HttpValidationProblem) {
            List<?> violations = (List<?>) problem.getParameters().get(Violations.PARAMETER);
            return Violations.problem(Violations.named(violations));
        }
        if (cause instanceof TypedParameters.Unreadable unreadable) {
            return Violations.problem(List.of(unreadable.violation()));
        }
        Optional<FieldViolation> unknown = BodyProblems.unknownMember(cause);
        if (unknown.isPresent()) {
            return Violations.problem(List.of(unknown.get()));
        }
        if (BodyProblems.isTooLarge(cause)) {
            return HttpProblem.builder()
                    .withStatus(Status.REQUEST_ENTITY_TOO_LARGE)
                    .withTitle(Status.REQUEST_ENTITY_TOO_LARGE.getReasonPhrase())
                    .withDetail("The body is too large.")
                    .withHeader("Connection", "close")
                    .build();
        }
        // With a message, it is about something other than roles.
        if (cause instanceof ForbiddenException && cause.getMessage() == null) {
            return withRoles(problem);
        }
        if (problem.getStatusCode() == 405 || isMethodMissing(cause, path)) {
            return withAllow(HttpProblem.valueOf(Status.METHOD_NOT_ALLOWED), path);
        }
        if (problem.getStatusCode() == 401 && !problem.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
            return HttpProblem.builder(problem)
                    .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                    .build();
        }
        if (problem.getStatusCode() != 500) {
            return problem;
        }
        Optional<String> outage = Outages.behind(cause);
        if (outage.isPresent()) {
            return Problems.unavailable(outage.get());
        }
        LOG.errorf(cause, "Unexpected failure of %s", path);
        return problem;
    }

    private static HttpProblem withRoles(HttpProblem problem) {
        List<String> roles = RequiredRoles.ofCurrentRequest();
        return roles.isEmpty() ? problem : Problems.roleRequired(roles);
    }

    /** The framework decides for one of the classes that share a path, and takes the methods of the others for nothing. */
    private boolean isMethodMissing(Throwable cause, String path) {
        return cause instanceof NotFoundException
                && method().map(method -> routes.lacks(path, method)).orElse(false);
    }

    private Optional<String> method() {
        try {
            return Optional.ofNullable(current.getCurrent())
                    .map(request -> request.request().method().name());
        } catch (ContextNotActiveException outsideOfRequest) {
            return Optional.empty();
        }
    }

    private HttpProblem withAllow(HttpProblem problem, String path) {
        return routes.methodsAt(path)
                .map(allowed -> HttpProblem.builder(problem)
                        .withHeader(HttpHeaders.ALLOW, allowed)
                        .build())
                .orElse(problem);
    }

    private static String detail(HttpProblem problem, Throwable cause) {
        Optional<String> body = problem.getStatusCode() == 400 ? BodyProblems.behind(cause) : Optional.empty();
        if (body.isPresent()) {
            return body.get();
        }
        return switch (problem.getStatusCode()) {
            case Violations.STATUS -> problem.getDetail();
            case 401 -> authentication(problem, cause);
            case 403 -> problem.getDetail() == null ? "This login does not permit the request." : problem.getDetail();
            case 405 -> "This path does not support the method.";
            case 500 -> "Internal error. The server log has the details.";
            // Messages of the framework, some of which name Java types.
            default -> cause instanceof WebApplicationException ? standard(problem) : problem.getDetail();
        };
    }

    private static String authentication(HttpProblem problem, Throwable cause) {
        if (problem.getDetail() != null && cause instanceof HttpProblem) {
            return problem.getDetail();
        }
        return cause instanceof AuthenticationFailedException ? "The login is not valid." : "A login is required.";
    }

    private static String standard(HttpProblem problem) {
        return switch (problem.getStatusCode()) {
            case 400 -> "The request is malformed.";
            case 404 -> "There is nothing at this path.";
            case 406 -> "This path supports none of the accepted media types.";
            case 413 -> "The body is too large.";
            case 415 -> "This path does not support the media type of the body.";
            default -> problem.getTitle();
        };
    }

    private String path(ProblemContext context) {
        if (context.path != null) {
            return context.path;
        }
        try {
            RoutingContext request = current.getCurrent();
            return request == null ? "" : request.normalizedPath();
        } catch (ContextNotActiveException outsideOfRequest) {
            return "";
        }
    }
}
