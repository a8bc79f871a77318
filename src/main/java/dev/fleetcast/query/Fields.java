package dev.fleetcast.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a message that a client wants. Immutable. */
public final class Fields {

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_PATHS = 100;

    private final List<Path> paths;
    private final Wanted root = new Wanted();

    private Fields(List<Path> paths) {
        this.paths = List.copyOf(paths);
        paths.forEach(path -> root.add(path.steps()));
    }

    /**
     * Reads a list of paths, such as {@code gps.local_time,gps.speed,events}.
     *
     * @throws InvalidQueryException if it cannot be read or is too long
     */
    public static Fields parse(String list) throws InvalidQueryException {
        QueryText text = new QueryText(list, MAX_LENGTH);
        List<Path> paths = new ArrayList<>();
        do {
            if (paths.size() == MAX_PATHS) {
                throw text.tooMuch("at most " + MAX_PATHS + " fields are allowed");
            }
            paths.add(text.path());
        } while (text.takes(","));
        if (!text.isAtEnd()) {
            throw text.expected("\",\" or the end");
        }
        return new Fields(paths);
    }

    /** The paths, in the client's order. */
    public List<Path> paths() {
        return paths;
    }

    /** The members of a message of which anything is wanted. */
    public Set<String> members() {
        return paths.stream().map(Path::member).collect(Collectors.toSet());
    }

    /** Returns a message with these fields only, in their places; absent ones are left out. */
    public ObjectNode of(ObjectNode message) {
        return root.object(message);
    }

    /** What is wanted of a value: all of it, or some members. */
    private static final class Wanted {

        private final Map<Path.Step, Wanted> members = new LinkedHashMap<>();
        private boolean all;

        void add(List<Path.Step> steps) {
            Wanted place = this;
            for (Path.Step step : steps) {
                place = place.members.computeIfAbsent(step, first -> new Wanted());
            }
            place.all = true;
        }

        ObjectNode object(ObjectNode from) {
            ObjectNode some = JsonNodeFactory.instance.objectNode();
            members.forEach((step, wanted) -> {
                if (step instanceof Path.Name name && from.has(name.name())) {
                    JsonNode value = wanted.of(from.get(name.name()));
                    if (value != null) {
                        some.set(name.name(), value);
                    }
                }
            });
            return some;
        }

        /** Returns null if nothing of it is wanted. */
        private JsonNode of(JsonNode value) {
            if (all) {
                return value;
            }
            if (value instanceof ObjectNode object) {
                ObjectNode some = object(object);
                return some.isEmpty() ? null : some;
            }
            if (value.isArray()) {
                return array(value);
            }
            boolean character = value.isTextual() && members.keySet().stream().anyMatch(Path.Index.class::isInstance);
            return character ? value : null;
        }

        /** Pairs are left out, elements that are not wanted are null. */
        private JsonNode array(JsonNode from) {
            ArrayNode some = JsonNodeFactory.instance.arrayNode();
            members.forEach((step, wanted) -> {
                if (step instanceof Path.Name name) {
                    wanted.addPair(from, name.name(), some);
                } else {
                    wanted.setElement(from, ((Path.Index) step).index(), some);
                }
            });
            return some.isEmpty() ? null : some;
        }

        private void addPair(JsonNode from, String name, ArrayNode some) {
            for (JsonNode pair : from) {
                if (Path.isPair(pair, name)) {
                    JsonNode value = of(pair.path(1));
                    if (value != null) {
                        some.add(all ? pair : some.arrayNode().add(pair.get(0)).add(value));
                    }
                    return;
                }
            }
        }

        private void setElement(JsonNode from, int index, ArrayNode some) {
            JsonNode value = index < from.size() ? of(from.get(index)) : null;
            if (value != null) {
                while (some.size() <= index) {
                    some.addNull();
                }
                some.set(index, value);
            }
        }
    }
}
