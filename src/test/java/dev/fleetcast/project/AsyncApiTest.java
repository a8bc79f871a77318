package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fleetcast.testing.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {

    private static final Path DOCUMENT = Path.of("src", "main", "resources", "META-INF", "resources", "asyncapi.yaml");

    private static JsonNode document;

    @BeforeAll
    static void read() throws Exception {
        document = new YAMLMapper().readTree(DOCUMENT.toFile());
    }

    @Test
    void referencesLeadSomewhere() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(10).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(Files.exists(DOCUMENT.resolveSibling(reference)))
                        .as(reference)
                        .isTrue();
            }
        });
    }

    @Test
    void topicsAreThoseThatAreConfigured() throws Exception {
        assertThat(address("telemetry")).isEqualTo(ConfigurationTable.defaultOf("fleetcast.ingest.topics"));
        assertThat(address("deadLetters"))
                .isEqualTo(ConfigurationTable.defaultOf("fleetcast.ingest.dead-letter-topic"));
    }

    @ParameterizedTest
    @EnumSource
    void examplesAreWhatTheyAreExamplesOf(Schemas schema) {
        assertThat(schema.examples())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(schema.complaints(example)).isEmpty());
    }

    private static String address(String channel) {
        return document.path("channels").path(channel).path("address").asText();
    }
}
