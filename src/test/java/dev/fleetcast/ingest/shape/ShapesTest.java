package dev.fleetcast.ingest.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.testing.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes of topics, set by variables of the environment: a container is configured by these. */
class ShapesTest {

    @ParameterizedTest
    @CsvSource({
        "traccar, FLEETCAST_INGEST_SHAPES_TRACCAR",
        "traccar.positions, FLEETCAST_INGEST_SHAPES_TRACCAR_POSITIONS",
        "traccar.positions, FLEETCAST_INGEST_SHAPES__TRACCAR_POSITIONS_",
        "traccar-positions, FLEETCAST_INGEST_SHAPES_TRACCAR_POSITIONS",
        "traccar_positions, FLEETCAST_INGEST_SHAPES_TRACCAR_POSITIONS",
        "TRACCAR, FLEETCAST_INGEST_SHAPES_TRACCAR"
    })
    void variableStandsForTheTopicThatIsLikeIt(String topic, String variable) {
        Shapes shapes = shapes("fleet.telemetry," + topic, Map.of(variable, "traccar"));

        assertThat(shapes.of(topic)).containsInstanceOf(TraccarShape.class);
        assertThat(shapes.name(topic)).isEqualTo("traccar");
        assertThat(shapes.of("fleet.telemetry")).isEmpty();
        assertThat(shapes.name("fleet.telemetry")).isEqualTo("universal");
    }

    @Test
    void mappingIsSetByVariables() {
        IngestConfig config = Settings.ofEnvironment(
                IngestConfig.class,
                Map.of(
                        "FLEETCAST_INGEST_MAPPINGS_FLAT_UNIT", "/id",
                        "FLEETCAST_INGEST_MAPPINGS_FLAT_TIME_FORMAT", "s",
                        "FLEETCAST_INGEST_MAPPINGS_FLAT_SENSORS_TANK", "/tank"));

        MappingConfig flat = config.mappings().get("flat");
        assertThat(flat.unit()).contains("/id");
        assertThat(flat.timeFormat()).isEqualTo("s");
        assertThat(flat.sensors()).isEqualTo(Map.of("tank", "/tank"));
    }

    @Test
    void topicOfItsOwnNameIsPreferred() {
        Shapes shapes = new Shapes(Map.of("a.b", "traccar", "a-b", "universal"), Map.of(), Set.of("a.b", "a-b"));

        assertThat(shapes.of("a.b")).isPresent();
        assertThat(shapes.of("a-b")).isEmpty();
    }

    private static Shapes shapes(String topics, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.put("FLEETCAST_INGEST_TOPICS", topics);
        IngestConfig config = Settings.ofEnvironment(IngestConfig.class, all);
        return new Shapes(config.shapes(), config.mappings(), config.topics());
    }
}
