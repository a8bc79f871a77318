package dev.fleetcast.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * A place in a message: {@code gps.speed}, {@code gsm[0].signal_str}. In a list of pairs such as {@code sensors} a name
 * finds the value of the pair that begins with it; in a text such as {@code inputs} an index finds a character.
 *
 * @param text as the client wrote it
 * @param steps at least one
 */
public record Path(String text, List<Step> steps) {

    /** A step into a value. */
    sealed interface Step permits Name, Index {}

    /** To the member or pair with that name. */
    record Name(String name) implements Step {}

    /** To the element or character with that index, from 0. */
    record Index(int index) implements Step {}

    /** The member of a message in which it is; empty for a path that begins with an index, which no message has. */
    String member() {
        return steps.get(0) instanceof Name first ? first.name() : "";
    }

    /** Returns the value there; a missing node if there is none. */
    public JsonNode find(JsonNode message) {
        JsonNode found = message;
        for (Step step : steps) {
            found = step instanceof Name name ? named(found, name.name()) : indexed(found, ((Index) step).index());
        }
        return found;
    }

    private static JsonNode named(JsonNode parent, String name) {
        if (!parent.isArray()) {
            return parent.path(name);
        }
        for (JsonNode pair : parent) {
            if (isPair(pair, name)) {
                return pair.path(1);
            }
        }
        return MissingNode.getInstance();
    }

    /** True if it is an array that begins with the name. */
    static boolean isPair(JsonNode pair, String name) {
        JsonNode first = pair.path(0);
        return first.isValueNode() && first.asText().equals(name);
    }

    private static JsonNode indexed(JsonNode parent, int index) {
        if (!parent.isTextual()) {
            return parent.path(index);
        }
        String text = parent.textValue();
        return index < text.length() ? TextNode.valueOf(text.substring(index, index + 1)) : MissingNode.getInstance();
    }
}
