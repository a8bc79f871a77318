package dev.fleetcast.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Compares the value at a path. Numbers compare as numbers, times with offset as times, all else as text. {@code ==}
 * finds a code in {@code events}. A value that is not there equals only {@code null}, and is neither larger nor smaller.
 */
record Comparison(Path path, Operator operator, Literal literal) implements Condition {

    /** The operators; of two that begin with the same character the longer one comes first. */
    enum Operator {
        AT_LEAST(">="),
        AT_MOST("<="),
        EQUAL("=="),
        NOT_EQUAL("!="),
        GREATER(">"),
        LESS("<");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    @Override
    public boolean matches(JsonNode message) {
        JsonNode value = path.find(message);
        return switch (operator) {
            case EQUAL -> isEqual(value);
            case NOT_EQUAL -> !isEqual(value);
            case GREATER -> order(value).orElse(0) > 0;
            case LESS -> order(value).orElse(0) < 0;
            case AT_LEAST -> order(value).orElse(-1) >= 0;
            case AT_MOST -> order(value).orElse(1) <= 0;
        };
    }

    private boolean isEqual(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return literal.isNull();
        }
        if (value.isArray()) {
            return contains(value);
        }
        if (value.isTextual()) {
            return value.textValue().equals(literal.text()) || isSameTime(value.textValue());
        }
        OptionalInt order = order(value);
        return order.isPresent() && order.getAsInt() == 0;
    }

    /** Elements are values, or arrays that begin with one, such as events. */
    private boolean contains(JsonNode array) {
        for (JsonNode element : array) {
            JsonNode first = element.isArray() ? element.path(0) : element;
            if (first.isValueNode() && first.asText().equals(literal.text())) {
                return true;
            }
        }
        return false;
    }

    private boolean isSameTime(String text) {
        return literal.time() != null && literal.time().equals(Literal.time(text));
    }

    /** Returns the order of the value and the literal; empty if they cannot be compared. */
    private OptionalInt order(JsonNode value) {
        if (!value.isValueNode() || value.isNull() || value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (literal.number() != null) {
            BigDecimal number =
                    value.isNumber() ? Literal.bounded(value.decimalValue()) : Literal.number(value.asText());
            return number == null ? OptionalInt.empty() : OptionalInt.of(number.compareTo(literal.number()));
        }
        if (literal.time() != null) {
            Instant time = Literal.time(value.asText());
            return time == null ? OptionalInt.empty() : OptionalInt.of(time.compareTo(literal.time()));
        }
        return value.isNumber()
                ? OptionalInt.empty()
                : OptionalInt.of(value.asText().compareTo(literal.text()));
    }
}
