package dev.fleetcast.registry.admin;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import java.util.ArrayList;
import java.util.List;

/** Collects the errors of a form, field by field. Not thread-safe. */
public final class Findings {

    /** A bound on the size of the response; the last violation says how many more there are. */
    private static final int MAX_REPORTED = 1_000;

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

    /** Whether there is an error of that field. */
    boolean concern(String field) {
        return all.stream().anyMatch(each -> each.field.equals(field));
    }

    /** The errors, without the difference between invalid and conflicting values. */
    public List<FieldViolation> violations() {
        return all.stream()
                .map(each -> new FieldViolation(each.field, each.message))
                .toList();
    }

    /** Adds the errors of one row of an import. */
    void add(ImportRow row, Findings findings) {
        findings.all.forEach(each -> invalid(row.path(each.field), each.message));
    }

    /** Throws a 422 that names every field, or a 409 if all errors are conflicts. */
    void throwIfAny() {
        if (isEmpty()) {
            return;
        }
        List<FieldViolation> reported =
                new ArrayList<>(violations().stream().limit(MAX_REPORTED).toList());
        if (all.size() > MAX_REPORTED) {
            reported.add(new FieldViolation("", "has " + (all.size() - MAX_REPORTED) + " more errors"));
        }
        throw all.stream().allMatch(Finding::conflict) ? Violations.conflict(reported) : Violations.problem(reported);
    }
}
