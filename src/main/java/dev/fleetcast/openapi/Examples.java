package dev.fleetcast.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Examples of requests and responses. The file has examples of single entries by schema name, and by operation where
 * the schema is not enough; examples of lists and wrappers are derived from their schemas.
 */
final class Examples {

    private static final String FILE = "/openapi/examples.json";
    private static final String SCHEMAS = "#/components/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode things;
    private final JsonNode operations;
    private final Map<String, Schema> schemas;

    private Examples(JsonNode file, Map<String, Schema> schemas) {
        this.things = file.path("things");
        this.operations = file.path("operations");
        this.schemas = schemas;
    }

    /** @param schemas the schemas of the document, by name */
    static Examples read(Map<String, Schema> schemas) {
        try (InputStream file = Examples.class.getResourceAsStream(FILE)) {
            return new Examples(JSON.readTree(file), schemas);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The example of a request; {@code operation} is a method and a path. */
    Optional<Object> request(String operation, String mediaType, Schema schema) {
        JsonNode requests = operations.path(operation).path("request");
        return stated(requests.has(mediaType) ? requests.path(mediaType) : requests.path("*"))
                .or(() -> of(schema));
    }

    /** The example of a response. */
    Optional<Object> response(String operation, Schema schema) {
        return stated(operations.path(operation).path("response")).or(() -> of(schema));
    }

    private Optional<Object> of(Schema schema) {
        if (schema == null) {
            return Optional.empty();
        }
        if (schema.getRef() != null) {
            String name = schema.getRef().substring(SCHEMAS.length());
            return stated(things.path(name)).or(() -> of(schemas.get(name)));
        }
        if (schema.getItems() != null) {
            return of(schema.getItems()).map(List::of);
        }
        return schema.getProperties() == null ? Optional.empty() : ofProperties(schema);
    }

    private Optional<Object> ofProperties(Schema schema) {
        Map<String, Object> example = new LinkedHashMap<>();
        schema.getProperties().forEach((name, property) -> of(property).ifPresent(value -> example.put(name, value)));
        return example.isEmpty() ? Optional.empty() : Optional.of(example);
    }

    private static Optional<Object> stated(JsonNode example) {
        return example.isMissingNode() ? Optional.empty() : Optional.of(JSON.convertValue(example, Object.class));
    }
}
