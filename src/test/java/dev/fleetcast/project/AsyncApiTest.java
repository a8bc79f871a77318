package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fleetcast.testing.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "telemetry, fleetcast.ingest.topics",
        "deadLetters, fleetcast.ingest.dead-letter-topic",
        "channelEvents, fleetcast.channel.events-topic",
        "receipts, fleetcast.channel.receipts-topic",
        "presence, fleetcast.channel.presence-topic",
        "deviceDeadLetters, fleetcast.device.dead-letter-topic",
        "deviceAcks, fleetcast.device.acks-topic",
        "deviceEvents, fleetcast.device.events-topic",
        "commands, fleetcast.device.commands-topic",
        "commandResults, fleetcast.device.command-results-topic",
        "values, fleetcast.device.values-topic"
    })
    void topicsAreThoseThatAreConfigured(String channel, String property) throws Exception {
        assertThat(address(channel)).isEqualTo(ConfigurationTable.defaultOf(property));
    }

    @Test
    void everythingThatStreamsIsDescribed() throws Exception {
        Set<String> described = new HashSet<>();
        document.path("channels")
                .forEach(channel -> described.add(channel.path("address").asText()));

        assertThat(described).containsAll(Routes.ofEventStreams());
    }

    @Test
    void everyChannelIsUsedAndEveryMessageSent() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(names("/channels")).allMatch(channel -> references.contains("#/channels/" + channel));
        assertThat(names("/components/messages"))
                .allMatch(message -> references.contains("#/components/messages/" + message));
        assertThat(names("/components/securitySchemes"))
                .allMatch(scheme -> references.contains("#/components/securitySchemes/" + scheme));
    }

    @ParameterizedTest
    @EnumSource
    void examplesMatchTheirSchemas(Schemas schema) {
        assertThat(schema.examples())
                .isNotEmpty()
                .allSatisfy(example -> assertThat(schema.complaints(example)).isEmpty());
    }

    private static List<String> names(String pointer) {
        return document.at(pointer).properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String address(String channel) {
        return document.path("channels").path(channel).path("address").asText();
    }
}
