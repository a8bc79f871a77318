package dev.fleetcast.ingest.shape;

import dev.fleetcast.threading.ThreadSafe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The shapes of the telemetry topics. */
@ThreadSafe
public final class Shapes {

    /** The shape of topics that have no other. */
    public static final String UNIVERSAL = "universal";

    private static final String TRACCAR = "traccar";
    private static final String MAPPING = "mapping:";

    private final Map<String, Shape> byTopic = new HashMap<>();

    /**
     * The shapes as configured.
     *
     * @param shapes by topic
     * @param mappings by name
     * @throws IllegalArgumentException naming a setting that is wrong
     */
    public Shapes(Map<String, String> shapes, Map<String, MappingConfig> mappings) {
        shapes.forEach((topic, shape) -> {
            if (shape.equals(TRACCAR)) {
                byTopic.put(topic, new TraccarShape());
            } else if (shape.startsWith(MAPPING)) {
                byTopic.put(topic, mapped(shape.substring(MAPPING.length()), mappings));
            } else if (!shape.equals(UNIVERSAL)) {
                throw new IllegalArgumentException("fleetcast.ingest.shapes.\"" + topic
                        + "\" must be universal, traccar or mapping:<name>, not " + shape);
            }
        });
    }

    /** The shape of the topic's records; empty for universal messages. */
    public Optional<Shape> of(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
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
