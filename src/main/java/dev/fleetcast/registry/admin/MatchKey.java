package dev.fleetcast.registry.admin;

import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A field by which an import recognizes entries that exist.
 *
 * @param field its name on the wire
 * @param attribute its name in the entity
 * @param withinClient whether two clients may have entries with the same value
 */
public record MatchKey(String field, String attribute, boolean withinClient) {

    static final MatchKey ID = new MatchKey("id", "id", false);

    /** A field whose values are unique. */
    public static MatchKey unique(String field, String attribute) {
        return new MatchKey(field, attribute, false);
    }

    /** A field that identifies an entry among those of one client. */
    public static MatchKey withinClient(String field, String attribute) {
        return new MatchKey(field, attribute, true);
    }

    /**
     * The key with that name.
     *
     * @param name null for the id
     * @throws HttpProblem 422 for another name
     */
    static MatchKey of(String name, List<MatchKey> known) {
        if (name == null || name.equals(ID.field())) {
            return ID;
        }
        return known.stream()
                .filter(key -> key.field().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(known));
    }

    private static HttpProblem unknown(List<MatchKey> known) {
        String names = known.stream().map(key -> ", " + key.field()).collect(Collectors.joining("", "id", ""));
        return Violations.problem(List.of(new FieldViolation("match", "must be one of " + names)));
    }
}
