package dev.fleetcast.stream.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.problem.Violations;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.query.Condition;
import dev.fleetcast.query.InvalidQueryException;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/**
 * A condition on the messages that a subscription receives. All subscriptions with the same text share one object.
 */
@ThreadSafe
public final class Filter {

    /** The filters in use, by their text. */
    private static final Cache<String, Filter> IN_USE =
            Caffeine.newBuilder().weakValues().build();

    private final String text;
    private final Condition condition;

    private Filter(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /**
     * The filter with that text.
     *
     * @param text null without a filter; an empty one is wrong
     * @return null without a filter
     * @throws HttpProblem 422 if the text cannot be read, with the position
     */
    public static Filter parse(String text) {
        if (text == null) {
            return null;
        }
        Filter known = IN_USE.getIfPresent(text);
        return known == null ? IN_USE.get(text, unknown -> new Filter(unknown, condition(unknown))) : known;
    }

    private static Condition condition(String text) {
        try {
            return Condition.parse(text);
        } catch (InvalidQueryException invalid) {
            throw Violations.problem(List.of(new FieldViolation("filter", "cannot be read: " + invalid.getMessage())));
        }
    }

    /** The condition as the client wrote it. */
    public String text() {
        return text;
    }

    /** Whether the condition holds for an extended message. */
    public boolean holds(JsonNode message) {
        return condition.matches(message);
    }

    /** The text of a filter that may be null. */
    public static String text(Filter filter) {
        return filter == null ? null : filter.text();
    }

    @Override
    public String toString() {
        return text;
    }
}
