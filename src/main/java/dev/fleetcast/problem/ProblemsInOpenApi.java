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
            Map<String, Schema> members = members(status);
            Schema schema = members.isEmpty() ? problem : with(problem, members);
            response.setContent(OASFactory.createContent()
                    .addMediaType(
                            PROBLEM,
                            OASFactory.createMediaType()
                                    .schema(schema)
                                    .example(example(Integer.parseInt(status), response.getDescription()))));
        }
    }

    private static Schema problem() {
        return object().description("Problem details, RFC 9457.")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", number())
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

    /** The further members of a problem of that status. */
    private static Map<String, Schema> members(String status) {
        return switch (status) {
            case "403" -> Map.of("required_roles", list(text()));
            // A form of the registry, or an entry that others refer to.
            case "409" -> Map.of("violations", violations(), "blocked_by", list(blocking()));
            case UNPROCESSABLE -> Map.of("violations", violations());
            default -> Map.of();
        };
    }

    private static Schema violations() {
        return list(object().addProperty("field", text()).addProperty("message", text()));
    }

    private static Schema blocking() {
        return object().addProperty("kind", text())
                .addProperty("ids", list(number()))
                .addProperty("total", number());
    }

    private static Schema with(Schema problem, Map<String, Schema> members) {
        Schema further = object();
        members.forEach(further::addProperty);
        return OASFactory.createSchema().addAllOf(problem).addAllOf(further);
    }

    private static Schema list(Schema entry) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(entry);
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema number() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER);
    }
}
