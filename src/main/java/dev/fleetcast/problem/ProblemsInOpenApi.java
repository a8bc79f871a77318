package dev.fleetcast.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the description of the API that every error is answered with problem details. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 1)
public class ProblemsInOpenApi implements OASFilter {

    private static final String PROBLEM = "application/problem+json";
    private static final String SCHEMA = "#/components/schemas/HttpProblem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .map(Operation::getResponses)
                .flatMap(responses -> responses.getAPIResponses().entrySet().stream())
                .filter(ProblemsInOpenApi::isError)
                .forEach(response -> response.getValue().setContent(problem()));
    }

    private static boolean isError(Map.Entry<String, APIResponse> response) {
        return response.getKey().startsWith("4") || response.getKey().startsWith("5");
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        PROBLEM,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(SCHEMA)));
    }
}
