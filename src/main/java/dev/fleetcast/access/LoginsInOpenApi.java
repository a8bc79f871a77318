package dev.fleetcast.access;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says in the description of the API how a login is shown: by header or by cookie, and what happens without. Quarkus knows of
 * the header only, and does not see the role that the administration inherits.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 2)
public class LoginsInOpenApi implements OASFilter {

    /** As {@code quarkus.smallrye-openapi.security-scheme-name}. */
    private static final String BEARER = "bearer";

    private static final String COOKIE = "cookie";
    private static final String ADMINISTRATION = "/api/v1/admin/";
    private static final Set<String> GENERIC = Set.of("Not Authorized", "Not Allowed");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        COOKIE,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name(LoginCookie.NAME)
                                .description(
                                        "The same token, set by a login; for browsers. A write with the cookie alone"
                                                + " must come from a page of this origin or of an allowed one."));
        api.getPaths().getPathItems().forEach(LoginsInOpenApi::describe);
    }

    private static void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            Optional<List<String>> roles =
                    path.startsWith(ADMINISTRATION) ? Optional.of(List.of(Roles.ADMIN)) : rolesOf(operation);
            roles.ifPresent(needed -> {
                operation.setSecurity(List.of(requirement(BEARER, needed), requirement(COOKIE, needed)));
                explain(operation, needed, method == HttpMethod.GET);
            });
        });
    }

    private static Optional<List<String>> rolesOf(Operation operation) {
        return Stream.ofNullable(operation.getSecurity())
                .flatMap(List::stream)
                .map(requirement -> requirement.getScheme(BEARER))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static SecurityRequirement requirement(String scheme, List<String> roles) {
        return OASFactory.createSecurityRequirement().addScheme(scheme, roles);
    }

    private static void explain(Operation operation, List<String> roles, boolean reading) {
        APIResponses responses = operation.getResponses();
        describe(responses, "401", "No login, or its session is over");
        if (!roles.isEmpty()) {
            describe(responses, "403", "The role is missing: " + String.join(", ", roles));
        } else if (!reading) {
            describe(responses, "403", "The cookie alone does not allow a page of another site to do this");
        } else if (isGeneric(responses, "403")) {
            responses.removeAPIResponse("403");
        }
    }

    private static void describe(APIResponses responses, String status, String description) {
        if (!responses.hasAPIResponse(status) || isGeneric(responses, status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    /** Whether Quarkus has put the answer there without knowing more than its status. */
    private static boolean isGeneric(APIResponses responses, String status) {
        return responses.hasAPIResponse(status)
                && GENERIC.contains(responses.getAPIResponse(status).getDescription());
    }
}
