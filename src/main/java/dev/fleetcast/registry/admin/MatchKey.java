package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A field by which an import recognizes entries that exist.
 *
 * @param field its name on the wire
 * @param attribute its name in the entity
 * @param withinClient whether two clients may have entries with the same value
 * @param isNumber whether its values are numbers; else they are texts
 */
public record MatchKey(String field, String attribute, boolean withinClient, boolean isNumber) {

    static final MatchKey ID = new MatchKey("id", "id", false, true);

    /** A text field whose values are unique. */
    public static MatchKey unique(String field, String attribute) {
        return new MatchKey(field, attribute, false, false);
    }

    /** A text field that identifies an entry among those of one client. */
    public static MatchKey withinClient(String field, String attribute) {
        return new MatchKey(field, attribute, true, false);
    }

    /** A number that identifies an entry among those of one client. */
    public static MatchKey numberWithinClient(String field, String attribute) {
        return new MatchKey(field, attribute, true, true);
    }

    /** The value of the field in a row; empty if it has none of its type. */
    Optional<Object> in(JsonNode row) {
        JsonNode value = row.path(field);
        if (isNumber) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? Optional.of(value.longValue())
                    : Optional.empty();
        }
        return Optional.ofNullable(value.textValue());
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
