package dev.fleetcast.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the description of the API that every error is answered with problem details, and what they hold. */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 1)
public class ProblemsInOpenApi implements OASFilter {

    private static final String PROBLEM = "application/problem+json";
    private static final String SCHEMA = "#/components/schemas/HttpProblem";
    private static final String UNPROCESSABLE = "422";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .map(Operation::getResponses)
                .forEach(responses -> responses.getAPIResponses().forEach(ProblemsInOpenApi::describe));
    }

    private static void describe(String status, APIResponse response) {
        if (status.startsWith("4") || status.startsWith("5")) {
            Schema problem = OASFactory.createSchema().ref(SCHEMA);
            Schema schema = status.equals(UNPROCESSABLE) ? withViolations(problem) : problem;
            response.setContent(OASFactory.createContent()
                    .addMediaType(PROBLEM, OASFactory.createMediaType().schema(schema)));
        }
    }

    private static Schema withViolations(Schema problem) {
        Schema text = OASFactory.createSchema().addType(SchemaType.STRING);
        Schema violation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", text)
                .addProperty("message", text);
        Schema violations = OASFactory.createSchema().addType(SchemaType.ARRAY).items(violation);
        return OASFactory.createSchema()
                .addAllOf(problem)
                .addAllOf(OASFactory.createSchema().addType(SchemaType.OBJECT).addProperty("violations", violations));
    }
}
