package dev.fleetcast.query;

import java.util.ArrayList;
import java.util.List;

/** A text that is read from left to right, for parsers. */
final class QueryText {

    /** Larger than the arrays of any device. */
    private static final int MAX_INDEX_DIGITS = 4;

    private static final int MAX_STEPS = 10;
    private static final String NOT_IN_WORDS = "()<>=!&|\"',";

    private final String text;
    private int next;

    /** @throws InvalidQueryException if the text is longer than {@code max} characters */
    QueryText(String text, int max) throws InvalidQueryException {
        if (text.length() > max) {
            throw new InvalidQueryException(max + 1, "must end here; at most " + max + " characters are allowed");
        }
        this.text = text;
    }

    /** Takes that symbol if it comes next, after blanks. */
    boolean takes(String symbol) {
        skipBlanks();
        if (!text.startsWith(symbol, next)) {
            return false;
        }
        next += symbol.length();
        return true;
    }

    /** Takes that word if it comes next, in upper or lower case. */
    boolean takesWord(String word) {
        skipBlanks();
        int end = next + word.length();
        boolean found = text.regionMatches(true, next, word, 0, word.length())
                && (end == text.length() || !isInName(text.charAt(end)));
        if (found) {
            next = end;
        }
        return found;
    }

    boolean isAtEnd() {
        skipBlanks();
        return next == text.length();
    }

    InvalidQueryException expected(String wanted) {
        skipBlanks();
        String found = next == text.length() ? "the end" : "\"" + Character.toString(text.codePointAt(next)) + "\"";
        return new InvalidQueryException(next + 1, "expected " + wanted + ", found " + found);
    }

    InvalidQueryException tooMuch(String limit) {
        return new InvalidQueryException(next + 1, limit);
    }

    /** Reads a path such as {@code gsm[0].signal_str}. */
    Path path() throws InvalidQueryException {
        skipBlanks();
        int start = next;
        List<Path.Step> steps = new ArrayList<>();
        steps.add(new Path.Name(name()));
        while (next < text.length() && (text.charAt(next) == '.' || text.charAt(next) == '[')) {
            if (steps.size() == MAX_STEPS) {
                throw tooMuch("a path has at most " + MAX_STEPS + " steps");
            }
            boolean named = text.charAt(next) == '.';
            next++;
            steps.add(named ? new Path.Name(name()) : new Path.Index(index()));
        }
        return new Path(text.substring(start, next), List.copyOf(steps));
    }

    /** Reads a number, a word or a text in quotes. */
    Literal literal() throws InvalidQueryException {
        skipBlanks();
        if (next < text.length() && (text.charAt(next) == '"' || text.charAt(next) == '\'')) {
            return Literal.quoted(quoted(text.charAt(next)));
        }
        int start = next;
        while (next < text.length() && isInWord(text.charAt(next))) {
            next++;
        }
        if (start == next) {
            throw expected("a value");
        }
        return Literal.word(text.substring(start, next));
    }

    private String quoted(char quote) throws InvalidQueryException {
        int end = text.indexOf(quote, next + 1);
        if (end < 0) {
            next = text.length();
            throw expected("a closing " + quote);
        }
        String content = text.substring(next + 1, end);
        next = end + 1;
        return content;
    }

    private String name() throws InvalidQueryException {
        int start = next;
        while (next < text.length() && isInName(text.charAt(next))) {
            next++;
        }
        if (start == next) {
            throw expected("the name of a field");
        }
        return text.substring(start, next);
    }

    private int index() throws InvalidQueryException {
        int start = next;
        while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
            next++;
        }
        if (start == next || next - start > MAX_INDEX_DIGITS) {
            next = start;
            throw expected("an index of at most " + MAX_INDEX_DIGITS + " digits");
        }
        int index = Integer.parseInt(text.substring(start, next));
        if (next == text.length() || text.charAt(next) != ']') {
            throw expected("\"]\"");
        }
        next++;
        return index;
    }

    private void skipBlanks() {
        while (next < text.length() && text.charAt(next) <= ' ') {
            next++;
        }
    }

    private static boolean isInName(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-';
    }

    private static boolean isInWord(char character) {
        return character > ' ' && NOT_IN_WORDS.indexOf(character) < 0;
    }
}
