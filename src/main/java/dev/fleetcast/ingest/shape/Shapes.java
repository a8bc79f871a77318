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

    private final Map<String, Shape> byTopic = new HashMap<>();

    /**
     * The shapes by topic, as configured.
     *
     * @throws IllegalArgumentException if there is no such shape
     */
    public Shapes(Map<String, String> configured) {
        configured.forEach((topic, shape) -> {
            switch (shape) {
                case UNIVERSAL -> {}
                case TRACCAR -> byTopic.put(topic, new TraccarShape());
                default ->
                    throw new IllegalArgumentException("fleetcast.ingest.shapes.\"" + topic + "\" must be " + UNIVERSAL
                            + " or " + TRACCAR + ", not " + shape);
            }
        });
    }

    /** The shape of the topic's records; empty for universal messages. */
    public Optional<Shape> of(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }
}
