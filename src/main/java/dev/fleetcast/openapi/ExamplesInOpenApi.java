package dev.fleetcast.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Completes the OpenAPI document: schemas of telemetry, examples, and what is always there. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 3)
public class ExamplesInOpenApi implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        MessageSchemas.addTo(api.getComponents());
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        Examples examples = Examples.read(schemas);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> show(examples, method + " " + path, operation)));
        Presence.state(api);
    }

    private static void show(Examples examples, String name, Operation operation) {
        if (operation.getRequestBody() != null) {
            show(
                    operation.getRequestBody().getContent(),
                    (mediaType, schema) -> examples.request(name, mediaType, schema));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                show(response.getContent(), (mediaType, schema) -> examples.response(name, schema));
            }
        });
    }

    private static void show(Content content, BiFunction<String, Schema, Optional<Object>> example) {
        if (content != null) {
            content.getMediaTypes()
                    .forEach((name, mediaType) ->
                            example.apply(name, mediaType.getSchema()).ifPresent(mediaType::setExample));
        }
    }
}
