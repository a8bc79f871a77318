package dev.fleetcast.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Validation failures as sent to clients, with fields named as in JSON. */
public final class Violations {

    /** The status of a well-formed but invalid request. */
    public static final int STATUS = 422;

    static final String TITLE = "Unprocessable Content";
    static final String PARAMETER = "violations";

    /** The detail is for people; the violations have all of them. */
    private static final int MAX_IN_DETAIL = 20;

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private Violations() {}

    /** @param field the path of the field in the body, or the name of the parameter */
    public record FieldViolation(String field, String message) {}

    /** 422: fields are missing or invalid. */
    public static HttpProblem problem(List<FieldViolation> violations) {
        return problem(STATUS, TITLE, violations);
    }

    /** 409: fields conflict with other entries. */
    public static HttpProblem conflict(List<FieldViolation> violations) {
        return problem(Status.CONFLICT.getStatusCode(), Status.CONFLICT.getReasonPhrase(), violations);
    }

    private static HttpProblem problem(int status, String title, List<FieldViolation> violations) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail(violations))
                .with(PARAMETER, violations)
                .build();
    }

    private static String detail(List<FieldViolation> violations) {
        int more = violations.size() - MAX_IN_DETAIL;
        return violations.stream()
                .limit(MAX_IN_DETAIL)
                .map(violation ->
                        (violation.field().isEmpty() ? "The body" : violation.field()) + " " + violation.message())
                .collect(Collectors.joining("; ", "", more > 0 ? "; and " + more + " more." : "."));
    }

    static List<FieldViolation> named(List<?> violations) {
        return violations.stream()
                .map(Violation.class::cast)
                .map(violation -> new FieldViolation(jsonName(violation.field), violation.message))
                .toList();
    }

    /** The violation of a body's constraint. */
    static FieldViolation of(ConstraintViolation<?> violation) {
        return new FieldViolation(jsonName(violation.getPropertyPath().toString()), violation.getMessage());
    }

    /** Parts like {@code <list element>} are not field names; those with a dash are header names. */
    private static String jsonName(String path) {
        return Arrays.stream(path.split("\\."))
                .filter(part -> !part.startsWith("<"))
                .map(part -> part.contains("-") ? part : NAMES.translate(part))
                .collect(Collectors.joining("."));
    }
}
