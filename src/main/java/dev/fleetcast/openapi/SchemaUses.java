package dev.fleetcast.openapi;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Which schemas of the document requests use, and which ones responses use; also indirectly. */
record SchemaUses(Set<String> sent, Set<String> answered) {

    private static final String PREFIX = "#/components/schemas/";

    static SchemaUses in(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        return new SchemaUses(reached(requests(api), schemas), reached(responses(api), schemas));
    }

    /** The schemas of all request bodies. */
    static Stream<Schema> requests(OpenAPI api) {
        return operations(api)
                .map(Operation::getRequestBody)
                .flatMap(body -> body == null ? Stream.empty() : schemas(body.getContent()));
    }

    private static Stream<Schema> responses(OpenAPI api) {
        return operations(api)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .flatMap(response -> schemas(response.getContent()));
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().getPathItems().values().stream().flatMap(path -> path.getOperations().values().stream());
    }

    private static Stream<Schema> schemas(Content content) {
        return content == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .flatMap(Stream::ofNullable);
    }

    private static Set<String> reached(Stream<Schema> roots, Map<String, Schema> schemas) {
        Set<String> reached = new HashSet<>();
        roots.forEach(root -> reach(root, schemas, reached));
        return reached;
    }

    private static void reach(Schema root, Map<String, Schema> schemas, Set<String> reached) {
        forEach(
                root,
                schema -> name(schema)
                        .filter(name -> schemas.containsKey(name) && reached.add(name))
                        .ifPresent(name -> reach(schemas.get(name), schemas, reached)));
    }

    /** The name of the schema that this one refers to. */
    static Optional<String> name(Schema schema) {
        return Optional.ofNullable(schema.getRef())
                .filter(ref -> ref.startsWith(PREFIX))
                .map(ref -> ref.substring(PREFIX.length()));
    }

    /** Visits the schema and all within it, without following references. */
    static void forEach(Schema schema, Consumer<Schema> visitor) {
        visitor.accept(schema);
        Map<String, Schema> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        Stream.of(properties.values(), list(schema.getAnyOf()), list(schema.getAllOf()), list(schema.getOneOf()))
                .flatMap(Collection::stream)
                .forEach(each -> forEach(each, visitor));
        Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema())
                .flatMap(Stream::ofNullable)
                .forEach(each -> forEach(each, visitor));
    }

    private static List<Schema> list(List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }
}
