package dev.fleetcast.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one condition by recursive descent, within bounds. */
final class ConditionParser {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_COMPARISONS = 50;

    private final QueryText text;
    private int depth;
    private int comparisons;

    ConditionParser(String text) throws InvalidQueryException {
        this.text = new QueryText(text, MAX_LENGTH);
    }

    Condition parse() throws InvalidQueryException {
        Condition whole = any();
        if (!text.isAtEnd()) {
            throw text.expected("AND, OR or the end");
        }
        return whole;
    }

    private Condition any() throws InvalidQueryException {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(all());
        } while (text.takes("||") || text.takesWord("OR"));
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() throws InvalidQueryException {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(single());
        } while (text.takes("&&") || text.takesWord("AND"));
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition single() throws InvalidQueryException {
        if (!text.takes("(")) {
            return comparison();
        }
        if (++depth > MAX_DEPTH) {
            throw text.tooMuch("brackets may be " + MAX_DEPTH + " deep at most");
        }
        Condition inner = any();
        if (!text.takes(")")) {
            throw text.expected("AND, OR or \")\"");
        }
        depth--;
        return inner;
    }

    private Condition comparison() throws InvalidQueryException {
        if (++comparisons > MAX_COMPARISONS) {
            throw text.tooMuch("a query has at most " + MAX_COMPARISONS + " comparisons");
        }
        Path path = text.path();
        Comparison.Operator operator = operator().orElseThrow(() -> text.expected("one of >= <= == != > <"));
        return new Comparison(path, operator, text.literal());
    }

    private Optional<Comparison.Operator> operator() {
        for (Comparison.Operator operator : Comparison.Operator.values()) {
            if (text.takes(operator.symbol())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
