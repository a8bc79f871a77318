package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a field may hold; null, for "not known", it may always.
 *
 * @param wanted in words
 * @param tokens what its value may begin with
 * @param limit how far from zero a number may be
 */
record FieldRule(String wanted, Set<JsonToken> tokens, double limit) {

    static FieldRule of(String wanted, JsonToken first, JsonToken... others) {
        return new FieldRule(wanted, EnumSet.of(first, others), Double.MAX_VALUE);
    }

    /** A number that is at most {@code limit} from zero. */
    static FieldRule within(int limit) {
        return new FieldRule(
                "a number between -" + limit + " and " + limit,
                EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT),
                limit);
    }

    /** Whether a value may begin so; a number has to be within the limit besides. */
    boolean takes(JsonToken token) {
        return token == JsonToken.VALUE_NULL || tokens.contains(token);
    }

    boolean takes(JsonNode value) {
        return takes(value.asToken()) && (!isLimited() || Math.abs(value.doubleValue()) <= limit);
    }

    boolean isLimited() {
        return limit < Double.MAX_VALUE;
    }
}
