package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places in a record whose values a mapping uses: a tree of the names and indexes on the way to them.
 *
 * @param below the places within, by name or index; empty where a value is used
 */
record MappedPlaces(Map<String, MappedPlaces> below) {

    static MappedPlaces of(Collection<JsonPointer> places) {
        MappedPlaces root = new MappedPlaces(new HashMap<>());
        // A value that is used as a whole has no places within, although a mapping may name one of its members, too.
        places.stream()
                .sorted(Comparator.comparingInt(
                                (JsonPointer place) -> place.toString().length())
                        .reversed())
                .forEach(root::add);
        return root;
    }

    private void add(JsonPointer place) {
        MappedPlaces at = this;
        for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
            at = at.below.computeIfAbsent(rest.getMatchingProperty(), name -> new MappedPlaces(new HashMap<>()));
        }
        at.below.clear();
    }

    /** What the mapping does not use of the member; empty if it uses all of it. Does not change the value. */
    Optional<JsonNode> restOf(String member, JsonNode value) {
        MappedPlaces within = below.get(member);
        return within == null ? Optional.of(value) : within.restOf(value);
    }

    private Optional<JsonNode> restOf(JsonNode value) {
        if (below.isEmpty()) {
            return Optional.empty();
        }
        return value.isArray() ? restOfArray(value) : restOfObject(value);
    }

    /** The elements of an array keep their places. */
    private Optional<JsonNode> restOfArray(JsonNode array) {
        for (int index = 0; index < array.size(); index++) {
            if (restOf(Integer.toString(index), array.get(index)).isPresent()) {
                return Optional.of(array);
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> restOfObject(JsonNode value) {
        if (!value.isObject()) {
            return Optional.of(value);
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(member ->
                        restOf(member.getKey(), member.getValue()).ifPresent(left -> rest.set(member.getKey(), left)));
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
}
