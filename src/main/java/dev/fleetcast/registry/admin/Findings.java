package dev.fleetcast.registry.admin;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects the errors of a form, field by field. Not thread-safe. */
public final class Findings {

    /** Beyond this number, further errors of an import add no information. */
    private static final int MAX_REPORTED = 100;

    private final List<Finding> all = new ArrayList<>();

    private record Finding(String field, String message, boolean conflict) {}

    /** The field's value is invalid in itself. */
    public void invalid(String field, String message) {
        all.add(new Finding(field, message, false));
    }

    /** The field's value is valid but conflicts with another entry. */
    public void conflict(String field, String message) {
        all.add(new Finding(field, message, true));
    }

    /** Whether there are no errors. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    boolean isFull() {
        return all.size() >= MAX_REPORTED;
    }

    /** Adds the errors of one line of an import. */
    void addLine(long line, Findings findings) {
        findings.all.forEach(each -> invalid("line " + line + ": " + each.field, each.message));
    }

    /** Throws a 422 that names every field, or a 409 if all errors are conflicts. */
    void throwIfAny() {
        if (isEmpty()) {
            return;
        }
        throw all.stream().allMatch(Finding::conflict) ? conflict() : unprocessable();
    }

    private HttpProblem conflict() {
        return HttpProblem.valueOf(
                Status.CONFLICT,
                all.stream().map(each -> each.field + " " + each.message).collect(Collectors.joining("; ", "", ".")));
    }

    private HttpProblem unprocessable() {
        return Violations.problem(all.stream()
                .limit(MAX_REPORTED)
                .map(each -> new FieldViolation(each.field, each.message))
                .toList());
    }
}
