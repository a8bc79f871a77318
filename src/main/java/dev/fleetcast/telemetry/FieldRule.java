package dev.fleetcast.telemetry;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/**
 * The allowed values of a field; null, for "not known", is always allowed.
 *
 * @param wanted the description
 * @param tokens the allowed first tokens
 * @param limit the maximum absolute value of a number
 */
record FieldRule(String wanted, Set<JsonToken> tokens, double limit) {

    static FieldRule of(String wanted, JsonToken first, JsonToken... others) {
        return new FieldRule(wanted, EnumSet.of(first, others), Double.MAX_VALUE);
    }

    /** A number of at most {@code limit} in absolute value. */
    static FieldRule within(int limit) {
        return new FieldRule(
                "a number between -" + limit + " and " + limit,
                EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT),
                limit);
    }

    /** True if the token is allowed; a number must also be within the limit. */
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
