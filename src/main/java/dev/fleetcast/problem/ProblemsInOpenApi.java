package dev.fleetcast.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Documents in OpenAPI that all errors are answered with problem details, and their content. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 1)
public class ProblemsInOpenApi implements OASFilter {

    private static final String PROBLEM = "application/problem+json";
    private static final String NAME = "HttpProblem";
    private static final String SCHEMA = "#/components/schemas/" + NAME;
    private static final String UNPROCESSABLE = "422";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().addSchema(NAME, problem());
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
                    .addMediaType(
                            PROBLEM,
                            OASFactory.createMediaType()
                                    .schema(schema)
                                    .example(example(Integer.parseInt(status), response.getDescription()))));
        }
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .description("Problem details, RFC 9457.")
                .addType(SchemaType.OBJECT)
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .required(List.of("type", "title", "status", "detail", "instance"));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Map<String, Object> example(int status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", ProblemType.of(status).uri().toString());
        problem.put("title", title(status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", "/the/path");
        if (status == Violations.STATUS) {
            problem.put("violations", List.of(Map.of("field", "name", "message", "is required")));
        }
        return problem;
    }

    private static String title(int status) {
        return status == Violations.STATUS
                ? Violations.TITLE
                : HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    private static Schema withViolations(Schema problem) {
        Schema violation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", text())
                .addProperty("message", text());
        Schema violations = OASFactory.createSchema().addType(SchemaType.ARRAY).items(violation);
        return OASFactory.createSchema()
                .addAllOf(problem)
                .addAllOf(OASFactory.createSchema().addType(SchemaType.OBJECT).addProperty("violations", violations));
    }
}
