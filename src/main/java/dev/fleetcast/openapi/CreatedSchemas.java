package dev.fleetcast.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds the schema of 201 responses to the OpenAPI document: the entry at the new location. The scanner documents only
 * 200 responses.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CreatedSchemas implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, PathItem> paths = document.getPaths().getPathItems();
        paths.forEach((path, item) -> response(item.getPOST(), "201")
                .ifPresent(created ->
                        shown(paths.get(path + "/{id}")).ifPresent(shown -> created.setContent(shown.getContent()))));
    }

    private static Optional<APIResponse> shown(PathItem one) {
        return Optional.ofNullable(one).flatMap(item -> response(item.getGET(), "200"));
    }

    private static Optional<APIResponse> response(Operation operation, String status) {
        return Optional.ofNullable(operation)
                .map(Operation::getResponses)
                .map(responses -> responses.getAPIResponse(status));
    }
}
