package dev.fleetcast.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.openapi.Description.Operation;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation is documented, with examples that match their schemas. */
@QuarkusTest
class ExamplesInOpenApiTest {

    private Description api;

    @BeforeEach
    void read() {
        api = Description.read();
    }

    @TestFactory
    Stream<DynamicTest> everyCallSaysWhatItDoesAndWhatIsAnswered() {
        return each(operation -> {
            assertThat(operation.described().path("summary").asText()).isNotBlank();
            assertThat(operation.described().path("description").asText()).isNotBlank();
            assertThat(operation.responses())
                    .anyMatch(response -> response.getKey().startsWith("2"))
                    .allSatisfy(response -> assertThat(
                                    response.getValue().path("description").asText())
                            .as(response.getKey())
                            .isNotBlank()
                            .isNotIn("OK", "Created", "No Content", "Not Authorized", "Not Allowed"));
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsSentHasAnExample() {
        return each(operation -> operation.requests().forEach(this::assertHasExample));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnsweredHasAnExample() {
        return each(operation -> operation
                .responses()
                .forEach(response ->
                        response.getValue().path("content").properties().forEach(this::assertHasExample)));
    }

    @Test
    void everyCallThatNamesSomethingMayFindNothing() {
        assertThat(api.operations())
                .filteredOn(operation -> operation.path().matches(".*\\{(id|imei|serial_no|stream_id)}.*"))
                // Any label names a device, so there is no 404.
                .filteredOn(operation -> !operation.path().startsWith("/api/v1/devices/"))
                // Below /v1, it is a 403.
                .filteredOn(operation -> !operation.path().startsWith("/v1/"))
                .allSatisfy(operation -> assertThat(operation.responses())
                        .as("%s", operation)
                        .extracting(Map.Entry::getKey)
                        .contains("404"));
    }

    @Test
    void responsesSayWhatIsAlwaysThereAndRequestsWhatIsRequired() {
        JsonNode schemas = api.document().path("components").path("schemas");

        assertThat(schemas.at("/Unit/required")).extracting(JsonNode::asText).contains("id", "imei", "timezone");
        assertThat(schemas.at("/Unit/properties/id/type").asText()).isEqualTo("integer");
        assertThat(schemas.at("/Unit/properties/imei/type"))
                .extracting(JsonNode::asText)
                .contains("null");
        assertThat(schemas.at("/User/properties").has("password")).isFalse();
        assertThat(schemas.at("/TokenData/properties/token/type").asText()).isEqualTo("string");
        assertThat(schemas.at("/UnitInput/required"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("client_id", "name");
        assertThat(schemas.at("/UserInput/properties").has("password")).isTrue();
        assertThat(schemas.at("/Broadcast/required"))
                .extracting(JsonNode::asText)
                .containsExactly("content");
    }

    @Test
    void problemsSayWhatElseTheyHave() {
        JsonNode responses = api.document().at("/paths/~1api~1v1~1admin~1units~1{id}/delete/responses");

        assertThat(responses.at("/409").findValue("properties").fieldNames())
                .toIterable()
                .contains("violations", "blocked_by");
        assertThat(responses.at("/403").findValue("properties").has("required_roles"))
                .isTrue();
    }

    @Test
    void telemetryHasItsSchema() throws IOException {
        JsonNode schema = api.operations().stream()
                .filter(operation -> operation.toString().equals("POST /api/v1/telemetry"))
                .map(operation -> operation.requests().get(0).getValue().path("schema"))
                .findFirst()
                .orElseThrow();

        assertThat(api.complaints(schema, new ObjectMapper().readTree("""
                [{"message_type":"gps","device":{"imei":"359568052512345"},"gps":{"latitude":30.26,"longitude":-97.74}}]"""))).isEmpty();
        assertThat(api.complaints(schema, new ObjectMapper().readTree("""
                [{"message_type":"gps","gps":{"latitude":930.2,"longitude":-97.74}}]"""))).isNotEmpty();
    }

    private Stream<DynamicTest> each(Consumer<Operation> check) {
        assertThat(api.operations()).hasSizeGreaterThan(80);
        return api.operations().stream()
                .map(operation -> dynamicTest(operation.toString(), () -> check.accept(operation)));
    }

    private void assertHasExample(Map.Entry<String, JsonNode> content) {
        JsonNode example = content.getValue().path("example");

        assertThat(example.isMissingNode()).as("without example: %s", content).isFalse();
        assertThat(api.complaints(content.getValue().path("schema"), example))
                .as("%s", example)
                .isEmpty();
    }
}
