package dev.fleetcast.ingest.shape;

import dev.fleetcast.threading.ThreadSafe;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The shapes of the telemetry topics. */
@ThreadSafe
public final class Shapes {

    /** Of topics that have no other shape. */
    private static final String UNIVERSAL = "universal";

    private static final String TRACCAR = "traccar";
    private static final String MAPPING = "mapping:";

    private final Map<String, Shape> byTopic = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /**
     * The shapes as configured.
     *
     * @param shapes by topic; a variable of the environment, which has only letters, digits and underscores, stands for
     *     the topic that is like it
     * @param mappings by name
     * @param topics the topics of the feed
     * @throws IllegalArgumentException naming a setting that is wrong
     */
    public Shapes(Map<String, String> shapes, Map<String, MappingConfig> mappings, Set<String> topics) {
        shapes.forEach((key, name) -> {
            Optional<Shape> shape = shape(key, name, mappings);
            topics(key, shapes.keySet(), topics).forEach(topic -> {
                names.put(topic, name);
                shape.ifPresent(other -> byTopic.put(topic, other));
            });
        });
    }

    /** The topics that a key stands for. */
    private static Set<String> topics(String key, Set<String> keys, Set<String> topics) {
        Set<String> alike = topics.stream()
                .filter(topic -> !keys.contains(topic) && variable(topic).equals(variable(key)))
                .collect(Collectors.toSet());
        return topics.contains(key) || alike.isEmpty() ? Set.of(key) : alike;
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Optional<Shape> shape(String topic, String name, Map<String, MappingConfig> mappings) {
        if (name.equals(TRACCAR)) {
            return Optional.of(new TraccarShape());
        }
        if (name.startsWith(MAPPING)) {
            return Optional.of(mapped(name.substring(MAPPING.length()), mappings));
        }
        if (name.equals(UNIVERSAL)) {
            return Optional.empty();
        }
        throw new IllegalArgumentException(
                "fleetcast.ingest.shapes.\"" + topic + "\" must be universal, traccar or mapping:<name>, not " + name);
    }

    /** The shape of the topic's records; empty for universal messages. */
    public Optional<Shape> of(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }

    /** The name of the topic's shape, as in the settings. */
    public String name(String topic) {
        return names.getOrDefault(topic, UNIVERSAL);
    }

    private static Shape mapped(String name, Map<String, MappingConfig> mappings) {
        MappingConfig mapping = mappings.get(name);
        if (mapping == null) {
            throw new IllegalArgumentException("fleetcast.ingest.mappings." + name + " is not set");
        }
        try {
            return new MappedShape(Mapping.of(mapping));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("fleetcast.ingest.mappings." + name + ": " + wrong.getMessage(), wrong);
        }
    }
}
