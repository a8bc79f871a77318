package dev.fleetcast.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A condition on extended messages. Immutable. */
public sealed interface Condition permits Comparison, Condition.All, Condition.Any {

    /**
     * Reads a condition, such as {@code gps.speed > 50 AND (sensors.ignition == on OR events == PANIC)}.
     *
     * @throws InvalidQueryException if it cannot be read, or is too long or too deep
     */
    static Condition parse(String text) throws InvalidQueryException {
        return new ConditionParser(text).parse();
    }

    /** True if the message fulfils the condition. */
    boolean matches(JsonNode message);

    /** Fulfilled if all are. */
    record All(List<Condition> parts) implements Condition {

        @Override
        public boolean matches(JsonNode message) {
            for (Condition part : parts) {
                if (!part.matches(message)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Fulfilled if one is. */
    record Any(List<Condition> parts) implements Condition {

        @Override
        public boolean matches(JsonNode message) {
            for (Condition part : parts) {
                if (part.matches(message)) {
                    return true;
                }
            }
            return false;
        }
    }
}
