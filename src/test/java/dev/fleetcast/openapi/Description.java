package dev.fleetcast.openapi;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document served by the application under test. */
record Description(JsonNode document) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One method of one path. */
    record Operation(String method, String path, JsonNode described) {

        /** The request bodies, by media type. */
        List<Map.Entry<String, JsonNode>> requests() {
            return List.copyOf(described.path("requestBody").path("content").properties());
        }

        /** The responses, by status. */
        List<Map.Entry<String, JsonNode>> responses() {
            return List.copyOf(described.path("responses").properties());
        }

        /** The JSON content of the successful response; missing if it is not JSON. */
        JsonNode answer() {
            return responses().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .map(response -> response.getValue().path("content").path("application/json"))
                    .filter(content -> !content.isMissingNode())
                    .findFirst()
                    .orElseGet(() -> JSON.createObjectNode().path("missing"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Description read() {
        String text = given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return new Description(JSON.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** All operations except those of the tests' own resources. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith("/test/"))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> method.getValue().has("responses"))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /** The JSON's violations of the schema, which may refer to others of the document. */
    List<String> complaints(JsonNode schema, JsonNode json) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole).validate(json).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
